import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { type Answer, decoderOf, streamedAnswer, wholeAnswer } from './answer.ts'
import type { Body } from './body.ts'
import { outboundError, outboundErrorFrom } from './error.ts'
import type { Limits } from './limits.ts'

/** One request to one server, ready to be written. */
export type Hop = {
  url: URL
  method: string
  /** Names and values in turn, names in lower case. */
  headers: string[]
  body: Body | null
  limits: Limits
  /** `performance.now()` at which all must be over. */
  deadline: number
  signal: AbortSignal | null
  /** An earlier hop of the same call has left. */
  leftBefore: boolean
  /** Told when it is over, with what the answer held; for recording. */
  watch: ((end: HopEnd) => void) | null
}

export type HopEnd = {
  status: number | null
  headers: IncomingHttpHeaders
  body: Buffer | null
  error: unknown
}

/** Answers that fit are handed over whole: one chunk costs far less than a stream. */
const wholeAtMost = 256 * 1024

/** Sends one hop and answers when its head is there (or, if it is small, all of it). Throws OutboundError. */
export const exchange = (dispatcher: Dispatcher, hop: Hop): Promise<Response> =>
  new Promise((resolve, reject) => {
    const run = new Exchange(hop, resolve, reject)
    const { url, method, headers, body } = hop
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers,
          body: body === null ? null : body.kind === 'whole' ? body.bytes : (body.tell() as never),
        },
        run,
      )
    } catch (error) {
      run.fail(error)
    }
    run.expect('connect')
  })

class Exchange implements Dispatcher.DispatchHandler {
  readonly #hop: Hop
  readonly #resolve: (response: Response) => void
  readonly #reject: (error: unknown) => void
  readonly #give: (() => void) | null
  #controller: Dispatcher.DispatchController | null = null
  #timer: NodeJS.Timeout | undefined
  #answer: Answer | null = null
  #end: HopEnd = { status: null, headers: {}, body: null, error: null }
  #over = false

  constructor(hop: Hop, resolve: (response: Response) => void, reject: (error: unknown) => void) {
    this.#hop = hop
    this.#resolve = resolve
    this.#reject = reject
    const { signal } = hop
    this.#give = signal && (() => this.fail(outboundError('aborted', this.#host, this.#left, signal.reason)))
    if (this.#give) signal?.addEventListener('abort', this.#give, { once: true })
  }

  get #host(): string {
    return this.#hop.url.hostname
  }

  /** From the moment a socket is ours, bytes may leave. */
  get #left(): boolean {
    return this.#hop.leftBefore || this.#controller !== null
  }

  /** Waits for the next step no longer than its limit, and never beyond the end of all. */
  expect(step: 'connect' | 'headers' | 'body'): void {
    if (this.#over || (step === 'connect' && this.#controller)) return
    clearTimeout(this.#timer)
    const { limits, deadline } = this.#hop
    const left = deadline - performance.now()
    const own = step === 'body' ? left : step === 'connect' ? limits.connectMs : limits.headersMs
    this.#timer = setTimeout(
      () => this.fail(outboundError('timeout', this.#host, this.#left)),
      Math.max(0, Math.min(own, left)),
    )
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#over) {
      controller.abort(new Error('given up before it started'))
      return
    }
    this.#controller = controller
    this.expect('headers')
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusText?: string,
  ): void {
    // 1xx only says that there is more to come.
    if (status < 200 || this.#over) return
    if (status > 599) {
      this.fail(outboundError('garbled', this.#host, true))
      return
    }
    this.#end.status = status
    this.#end.headers = headers
    const { method, limits, url, watch } = this.#hop
    const length = Number(headers['content-length'] ?? Number.NaN)
    if (length > limits.maxBytes && method !== 'HEAD') {
      this.fail(outboundError('too_large', this.#host, true))
      return
    }
    const head = { url: url.href, status, statusText: statusText ?? '', headers, method }
    const whole = length <= wholeAtMost && !decoderOf(headers)
    this.#answer = whole
      ? wholeAnswer(head, length)
      : streamedAnswer(head, {
          maxBytes: limits.maxBytes,
          keep: watch !== null,
          pause: () => controller.pause(),
          resume: () => controller.resume(),
          fail: (error) => this.fail(error ?? outboundError('too_large', this.#host, true)),
          cancel: () => this.fail(outboundError('aborted', this.#host, true)),
          done: () => this.#finish(),
        })
    this.expect('body')
    if (this.#answer.response) this.#resolve(this.#answer.response)
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#over) this.#answer?.write(chunk)
  }

  onResponseEnd(): void {
    if (this.#over || !this.#answer) return
    this.#answer.end()
    if (this.#answer.response) return
    const whole = this.#answer.whole()
    this.#finish()
    this.#resolve(whole)
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.fail(error)
  }

  fail(error: unknown): void {
    if (this.#over) return
    const known = outboundErrorFrom(error, this.#host, this.#left)
    this.#end.error = known
    this.#finish()
    this.#controller?.abort(known)
    this.#answer?.fail(known)
    this.#reject(known)
  }

  #finish(): void {
    this.#over = true
    clearTimeout(this.#timer)
    const { signal, watch } = this.#hop
    if (this.#give) signal?.removeEventListener('abort', this.#give)
    if (!watch) return
    this.#end.body = this.#answer?.kept() ?? null
    watch(this.#end)
  }
}
