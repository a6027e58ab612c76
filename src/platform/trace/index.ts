/** What is said of a step: names from lists that we know, numbers, hosts. Never a text, an address or an id of a person. */
export type Facts = Record<string, string | number | boolean>

export type Kind = 'server' | 'client' | 'worker' | 'inside'

export type Step = {
  name: string
  kind: Kind
  facts: Facts
  /** Not worth telling alone: only as a part of another step. */
  onlyWithin?: boolean
}

/** Says more of a step while it runs. */
export type Note = (facts: Facts) => void

/** Tells a collector what is done, step within step, and how long each took. */
export type Trace = {
  /** Whoever would have to prepare something asks first. */
  on: boolean
  /** Does the work. How it ends is told by a name; its words are not. */
  step<T>(step: Step, work: (note: Note) => Promise<T>): Promise<T>
  /** Sends what is not sent yet. */
  close(): Promise<void>
}

const nothing: Note = () => {}

/** Tells nobody. */
export const noTrace: Trace = { on: false, step: (_, work) => work(nothing), close: async () => {} }
