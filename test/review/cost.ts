/** Milliseconds of processor that some work takes, so that a busy machine does not make it look slow. */
export function costOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
