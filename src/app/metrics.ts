import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/**
 * What one process counts of its own doing, for `GET /metrics`. Labels come from lists that we know (routes, networks,
 * jobs, outcomes): never an id, never a tenant, so that the number of series has an end.
 */
export type Metrics = ReturnType<typeof createMetrics>

const quick = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10, 60]
/** A post leaves within milliseconds of its time; after an outage within minutes or hours. */
const lateness = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120, 600, 3600]

export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <const L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = <const L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ) => new Histogram({ name, help, labelNames, buckets, registers })
  return {
    registry,
    requests: histogram(
      'carillon_http_request_duration_seconds',
      'How long requests took until they were answered, by route and class of status. Open streams are not among them.',
      ['method', 'route', 'status'],
      quick,
    ),
    streams: new Gauge({
      name: 'carillon_streams_open',
      help: 'Screens that follow what happens (server-sent events) at this process.',
      registers,
    }),
    lateness: histogram(
      'carillon_delivery_lateness_seconds',
      'How long after its time the first request of a delivery left for the network, from this worker.',
      ['network'],
      lateness,
    ),
    attempts: counter(
      'carillon_attempts_total',
      'Attempts of deliveries that this worker settled, by what they came to.',
      ['network', 'outcome'],
    ),
    jobs: counter('carillon_jobs_run_total', 'Runs of background jobs at this worker: done or failed.', [
      // Not "job": that is the name under which Prometheus knows what it scrapes.
      'task',
      'outcome',
    ]),
    letters: counter('carillon_letters_total', 'Letters given to the mail server: sent or failed.', [
      'outcome',
    ]),
    hookCalls: counter(
      'carillon_hook_calls_total',
      'Calls of webhooks: done, to be repeated, or given up (failed).',
      ['outcome'],
    ),
  }
}
