import { context, type Span, SpanKind, SpanStatusCode, trace as spans } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Kind, Note, Trace } from './index.ts'

export type TraceOptions = {
  version: string
  sampler: 'always_on' | 'always_off' | 'traceidratio'
  /** Of all traces, from 0 to 1. */
  share: number
}

const kinds: Record<Kind, SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  worker: SpanKind.CONSUMER,
  inside: SpanKind.INTERNAL,
}

/**
 * Traces by OpenTelemetry, sent as OTLP over HTTP to where the environment says (OTEL_EXPORTER_OTLP_*). The one file that
 * knows these packages; it is loaded only when they are wanted.
 */
export function openTrace(options: TraceOptions): Trace {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  const own = resourceFromAttributes({ 'service.name': 'carillon', 'service.version': options.version })
  const provider = new TracerProvider({
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    sampler: new ParentBasedSampler({ root: samplerOf(options) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('carillon', options.version)
  return {
    on: true,
    step({ name, kind, facts, onlyWithin }, work) {
      if (onlyWithin && !spans.getActiveSpan()) return work(() => {})
      return tracer.startActiveSpan(name, { kind: kinds[kind], attributes: facts }, (span) =>
        carry(span, work),
      )
    },
    async close() {
      // A collector that is away keeps nobody from stopping.
      await provider.shutdown().catch(() => {})
      context.disable()
    },
  }
}

function samplerOf({ sampler, share }: TraceOptions): Sampler {
  if (sampler === 'always_off') return new AlwaysOffSampler()
  return sampler === 'always_on' ? new AlwaysOnSampler() : new TraceIdRatioBasedSampler(share)
}

async function carry<T>(span: Span, work: (note: Note) => Promise<T>): Promise<T> {
  try {
    return await work((facts) => void span.setAttributes(facts))
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', typeOf(error))
    throw error
  } finally {
    span.end()
  }
}

/** A code or a name, where it looks like one. Messages hold what people wrote and what servers say. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return /^[\w.-]{1,60}$/.test(code) ? code : error.name
}
