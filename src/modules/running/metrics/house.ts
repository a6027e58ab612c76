import { Gauge, Registry } from 'prom-client'
import type { Figures } from './figures.ts'

type Sample = { labels?: Record<string, string>; value: number }
type Row = { name: string; help: string; read: (figures: Figures) => Sample[] }

const one = (value: number): Sample[] => [{ value }]
const sinceThen = ({ at }: Figures, since: Date | null): Sample[] =>
  one(since ? Math.max(0, at.getTime() - since.getTime()) / 1000 : 0)
const byState = (counts: readonly { state: string; count: number }[], states: readonly string[]): Sample[] =>
  states.map((state) => ({
    labels: { state },
    value: counts.find((count) => count.state === state)?.count ?? 0,
  }))

/** Every figure of the house: its name, what it says, and where it is read. Each process tells the same. */
const rows: Row[] = [
  {
    name: 'carillon_deliveries',
    help: 'Deliveries that are still to go out or ask a person, by state; counted up to 100000 of each kind.',
    read: ({ deliveries }) =>
      Object.entries(deliveries).map(([state, value]) => ({ labels: { state }, value })),
  },
  {
    name: 'carillon_delivery_overdue_seconds',
    help: 'For how long the oldest delivery that is due, and that nothing keeps from going, has waited.',
    read: (figures) => sinceThen(figures, figures.deliveryDueSince),
  },
  {
    name: 'carillon_jobs_waiting',
    help: 'Background jobs that wait, now or for their time, by job; counted up to 100000 in all.',
    read: ({ jobs }) => jobs.byName.map(({ name, waiting }) => ({ labels: { task: name }, value: waiting })),
  },
  {
    name: 'carillon_jobs_failed',
    help: 'Background jobs that failed too often and are not tried again, by job.',
    read: ({ jobs }) => jobs.byName.map(({ name, failed }) => ({ labels: { task: name }, value: failed })),
  },
  {
    name: 'carillon_job_overdue_seconds',
    help: 'For how long the oldest background job that is due has waited.',
    read: (figures) => sinceThen(figures, figures.jobs.dueSince),
  },
  {
    name: 'carillon_workers_living',
    help: 'Workers that said within the last 45 seconds that they live.',
    read: ({ workers }) => one(workers.living),
  },
  {
    name: 'carillon_worker_clock_skew_seconds',
    help: 'How far the clock of the worst living worker is from that of the database.',
    read: ({ workers }) => one(workers.skewMs / 1000),
  },
  {
    name: 'carillon_channels',
    help: 'Joined channels by network and by how they are, as the page of channels tells it.',
    read: ({ channels }) =>
      channels.map(({ network, state, count }) => ({ labels: { network, state }, value: count })),
  },
  {
    name: 'carillon_hooks',
    help: 'Webhooks that are told of events, by state; one that was given up several times in a row is paused.',
    read: ({ hooks }) => byState(hooks, ['active', 'paused']),
  },
  {
    name: 'carillon_audit_unsealed',
    help: 'Rows of the audit log that are not sealed yet; counted up to 100000.',
    read: ({ unsealed }) => one(unsealed.rows),
  },
  {
    name: 'carillon_audit_unsealed_seconds',
    help: 'For how long the first row of the audit log that is not sealed yet has waited.',
    read: (figures) => sinceThen(figures, figures.unsealed.since),
  },
]

const labelsOf: Record<string, string[]> = {
  carillon_deliveries: ['state'],
  carillon_jobs_waiting: ['task'],
  carillon_jobs_failed: ['task'],
  carillon_channels: ['network', 'state'],
  carillon_hooks: ['state'],
}

/** Figures as text. Null: they could not be read; then that is said, and no old or empty ones are. */
export function writeFigures(figures: Figures | null): Promise<string> {
  const registry = new Registry()
  const registers = [registry]
  const name = 'carillon_figures_read'
  const help = 'Whether the figures of the house could be read from the database: 1 or 0.'
  new Gauge({ name, help, registers }).set(figures ? 1 : 0)
  for (const { name, help, read } of figures ? rows : []) {
    const gauge = new Gauge({ name, help, registers, labelNames: labelsOf[name] ?? [] })
    for (const { labels, value } of figures ? read(figures) : []) gauge.set(labels ?? {}, value)
  }
  return registry.metrics()
}
