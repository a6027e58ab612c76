import type { Status } from './contract.ts'

/** As a person reads it on a terminal. */
export function asLines({ queue, channels, lastBackup, needed }: Status, now: Date): string {
  const rows: [string, string][] = [
    [
      'waiting',
      queue.next ? `${queue.waiting}, the next at ${queue.next}; ${queue.nextHour} within the hour` : '0',
    ],
    ['late', String(queue.late)],
    ['held', `${queue.held} due on channels that are paused or want a sign-in`],
    ['on their way', String(queue.onTheirWay)],
    ['in hands', `${queue.handed} for people to put there, ${queue.handedLate} late`],
    ['in doubt', String(queue.inDoubt)],
    ['failed', String(queue.failed)],
    ['missed', String(queue.missed)],
    ['channels', `${channels.joined} joined, ${channels.care.length} want care`],
    ...channels.care.map(({ name, network, workspace, words }): [string, string] => [
      '',
      `${name} (${network}, ${workspace}): ${words}`,
    ]),
    [
      'last backup',
      lastBackup ? `${lastBackup}, ${hoursSince(lastBackup, now)} hours ago` : 'none is known here',
    ],
  ]
  const lines = rows.map(([name, words]) => `${name.padEnd(13)}${words}`)
  return [...lines, '', needed ? 'Somebody is needed.' : 'Nothing needs anybody.'].join('\n')
}

const hoursSince = (at: string, now: Date): number => Math.floor((now.getTime() - Date.parse(at)) / 3_600_000)
