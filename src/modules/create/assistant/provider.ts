/** What a model is asked by, whoever runs it. */
export type Message = {
  role: 'system' | 'user' | 'assistant'
  content: string | ({ type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } })[]
}

/** How long somebody waits for a model, in milliseconds. */
export type Patience = {
  /** Until it begins to answer. */
  headersMs: number
  /** Between two pieces of an answer. */
  idleMs: number
  /** For all of it. */
  totalMs: number
}

/** Models on small machines read slowly before they begin. */
export const patience: Patience = { headersMs: 90_000, idleMs: 45_000, totalMs: 240_000 }

export type Asking = {
  messages: readonly Message[]
  mostTokens: number
  signal: AbortSignal
  patience: Patience
  /** Told what has come so far, all of it, each time that more has come. */
  hear(text: string): void
}

/**
 * whole: it said that it was done. length, filtered: it stopped by itself before. cut: it broke off. endless: we stopped it.
 * cancelled: a person did.
 */
export type End = 'whole' | 'length' | 'filtered' | 'cut' | 'endless' | 'cancelled'

export type Heard = {
  text: string
  end: End
  /** Null when the server did not say. */
  usage: { prompt: number; answer: number } | null
  /** Of a cut. */
  code?: 'slow' | 'garbled' | 'cut_off'
}

/** A model behind some server. It is given no tools, so that nothing that it reads can make it do anything but answer. */
export type Provider = { host: string; ask(asking: Asking): Promise<Heard> }
