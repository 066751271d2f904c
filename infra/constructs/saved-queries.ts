import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface SavedQueriesProps {
  readonly stage: string;
  /** Logs of all functions: JSON lines with `function`, `level`, `message`, and ids. */
  readonly functionLogs: readonly ILogGroup[];
  readonly accessLog: ILogGroup;
}

/** Questions that operators ask the logs again and again; they are saved in Logs Insights. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { stage, functionLogs, accessLog }: SavedQueriesProps) {
    super(scope, id);
    const save = (name: string, logGroups: readonly ILogGroup[], query: ConstructorParameters<typeof QueryString>[0]) =>
      new QueryDefinition(this, name.replaceAll(' ', ''), {
        queryDefinitionName: `gangway-${stage}/${name}`,
        logGroups: [...logGroups],
        queryString: new QueryString(query),
      });

    save('One case', functionLogs, {
      fields: ['at', 'function', 'level', 'message', '@message'],
      filterStatements: ["caseId = 'case_…'"],
      sort: 'at asc',
      limit: 1000,
    });
    save('Errors by function', functionLogs, {
      filterStatements: ["level = 'error'"],
      statsStatements: ['count(*) as errors by function, message, error.name'],
      sort: 'errors desc',
    });
    save('Server errors by route', [accessLog], {
      filterStatements: ['status >= 500'],
      statsStatements: ['count(*) as errors by routeKey, status, integrationError'],
      sort: 'errors desc',
    });
    save('Slowest routes', [accessLog], {
      statsStatements: ['count(*) as requests, pct(latencyMs, 50) as p50, pct(latencyMs, 99) as p99 by routeKey'],
      sort: 'p99 desc',
    });
  }
}
