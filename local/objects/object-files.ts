import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes of object versions: one file per version under `<data>/objects/`. */
export interface ObjectFiles {
  /** Writes the bytes, syncs them to the disk and returns the file's name. */
  write(bytes: Buffer): Promise<string>;
  read(name: string): Promise<Buffer>;
  /** `length` bytes from `start`. */
  readRange(name: string, start: number, length: number): Promise<Buffer>;
  remove(name: string): Promise<void>;
}

/** Opens the folder and empties what writes left unfinished when the process died. */
export function openObjectFiles(dataDir: string): ObjectFiles {
  const root = join(dataDir, 'objects');
  const unfinished = join(root, 'unfinished');
  if (existsSync(unfinished)) rmSync(unfinished, { recursive: true });
  mkdirSync(unfinished, { recursive: true });
  const made = new Set<string>();
  const pathOf = (name: string) => join(root, name);

  function folderFor(name: string): void {
    const folder = name.slice(0, 2);
    if (made.has(folder)) return;
    mkdirSync(pathOf(folder), { recursive: true });
    made.add(folder);
  }

  return {
    async write(bytes) {
      const id = randomUUID();
      const name = `${id.slice(0, 2)}/${id}`;
      const handle = await open(join(unfinished, id), 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      folderFor(name);
      await rename(join(unfinished, id), pathOf(name));
      return name;
    },
    read: (name) => readFile(pathOf(name)),
    async readRange(name, start, length) {
      const handle = await open(pathOf(name), 'r');
      try {
        const bytes = Buffer.alloc(length);
        await handle.read(bytes, 0, length, start);
        return bytes;
      } finally {
        await handle.close();
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}
