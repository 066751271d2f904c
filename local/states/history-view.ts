import type { HistoryEvent } from './turn.ts';

/** Fields of event details that are payloads: JSON values here, JSON text on the wire. */
const payloads = new Set(['input', 'output', 'parameters']);

/** One event in the shape of GetExecutionHistory; times are epoch seconds. */
export function historyEventView(event: HistoryEvent, withPayloads: boolean): object {
  return {
    id: event.id,
    previousEventId: event.previous,
    timestamp: event.at / 1000,
    type: event.type,
    ...(event.details && { [detailsName(event.type)]: detailsView(event.details, withPayloads) }),
  };
}

function detailsName(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

function detailsView(details: Readonly<Record<string, unknown>>, withPayloads: boolean): object {
  const view: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (name === 'assignedVariables') view[name] = withPayloads ? textValues(value as object) : {};
    else if (!payloads.has(name)) view[name] = value;
    else if (withPayloads) view[name] = JSON.stringify(value);
  }
  return view;
}

function textValues(variables: object): object {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)]));
}
