/**
 * How fast the machine is right now: CPU milliseconds of a fixed piece of work like ours (JSON in and out). Where others
 * use the machine too, the same work takes up to twice the CPU time, so every sample carries the pace it was taken at.
 */
export function paceMs(): number {
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) JSON.stringify(JSON.parse(DOCUMENT));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const ROUNDS = 60;
const DOCUMENT = JSON.stringify(
  Array.from({ length: 300 }, (_, index) => ({
    id: `case_${index}`,
    at: '2026-01-01',
    index,
    list: [1, 2, { a: 'b' }],
  })),
);
