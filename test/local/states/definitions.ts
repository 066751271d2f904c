/** Small definitions for the tests of the interpreter. */
export const functionArn = (name: string) => `arn:aws:lambda:eu-central-1:000000000000:function:${name}`;

export function machine(states: Readonly<Record<string, object>>, more: object = {}): string {
  return JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more });
}

/** A request-response task. */
export function invoke(name: string, payload: unknown = '{% $states.input %}', more: object = { End: true }): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionArn(name), Payload: payload },
    ...more,
  };
}

/** A task that waits for a callback; its function gets the token. */
export function callback(name: string, more: object = { End: true }): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      FunctionName: functionArn(name),
      Payload: { token: '{% $states.context.Task.Token %}', input: '{% $states.input %}' },
    },
    ...more,
  };
}
