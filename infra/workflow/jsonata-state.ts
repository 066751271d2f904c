import { CustomState, QueryLanguage } from 'aws-cdk-lib/aws-stepfunctions';

/**
 * A state given as plain JSON, in JSONata wherever it stands: inside a Map, CDK 2.276 forgets the language of the machine
 * and with it the output of catchers.
 */
export class JsonataState extends CustomState {
  protected override readonly queryLanguage = QueryLanguage.JSONATA;
}
