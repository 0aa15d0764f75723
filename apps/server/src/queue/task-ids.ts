import { createHash } from 'node:crypto';
import type { NewTask, TaskType } from './tasks.js';

/** The id of a task follows from what it is for: sending it twice is sending it once. */
export function taskIdOf(task: Pick<NewTask, 'type' | 'payload'>): string {
  const range = 'range' in task.payload ? task.payload.range : 0;
  return nameUuid(`${task.type}/${task.payload.jobId}/${range}`);
}

export function deadTaskIdOf(type: TaskType, taskId: string): string {
  return nameUuid(`dead/${type}/${taskId}`);
}

/** A UUID of version 8 (RFC 9562: free in its content), from SHA-256. */
function nameUuid(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
