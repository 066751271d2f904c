import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { transact } from '../../local/transact.ts';

const rows = (database: DatabaseSync) =>
  database
    .prepare('SELECT n FROM t ORDER BY n')
    .all()
    .map((row) => row['n']);
const fresh = () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (n INTEGER)');
  return { database, add: (n: number) => database.prepare('INSERT INTO t VALUES (?)').run(n) };
};

it('a transaction stores everything and gives the result of its work', () => {
  const { database, add } = fresh();
  expect(transact(database, () => [add(1), add(2)].length)).toBe(2);
  expect(rows(database)).toEqual([1, 2]);
});

it('a transaction that throws stores nothing, not even what an inner one did', () => {
  const { database, add } = fresh();
  const work = () => {
    transact(database, () => add(1));
    throw new Error('no');
  };
  expect(() => transact(database, work)).toThrow('no');
  expect(rows(database)).toEqual([]);
  transact(database, () => add(3));
  expect(rows(database)).toEqual([3]);
});
