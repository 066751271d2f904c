/** What a tool must know of a running system: the outputs of its stacks and where its services answer. */
export interface RunningSystem {
  readonly apiUrl: string;
  /** Endpoint of the emulated AWS services; absent for a deployed system. */
  readonly awsUrl?: string;
  readonly dynamodbUrl?: string;
  readonly tableName: string;
  readonly userPoolId: string;
  readonly portalClientId: string;
  readonly region: string;
}

/** Address of the system on this machine. */
export const localUrl = (): string => `http://127.0.0.1:${process.env['PORT'] ?? '4000'}`;

/** Asks the engine on this machine about itself; undefined when none runs. */
export async function findRunningSystem(url = localUrl()): Promise<RunningSystem | undefined> {
  try {
    const response = await fetch(`${url}/_health`);
    return response.ok ? ((await response.json()) as { system: RunningSystem }).system : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // nobody listens there
    throw error;
  }
}
