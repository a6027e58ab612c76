/** The first place at which a chain is broken. */
export type Break = {
  what:
    | 'row_changed'
    | 'rows_missing'
    | 'row_inserted'
    | 'end_changed'
    | 'chain_missing'
    | 'head_missing'
    | 'not_sealed'
  seq: number | null
  /** The row's id, where there is one. */
  id: number | null
  words: string
}

export type ChainReport = {
  /** A workspace's id, or `house`. */
  chain: string
  ok: boolean
  rows: number
  /** Rows that were taken away from the beginning when their time was over. */
  pruned: number
  /** To be kept elsewhere and given back with `--head`; null when the chain is broken. */
  head: string | null
  broken: Break | null
  /** What is no break and yet should be looked at. */
  notes: string[]
}

export type Report = { ok: boolean; chains: ChainReport[]; notSealed: Break | null }

type Row = { seq: number; id: number; action: string }

export const rowChanged = ({ seq, id, action }: Row): Break => ({
  what: 'row_changed',
  seq,
  id,
  words: `The row at place ${seq} (id ${id}, ${action}) is not what was sealed there: it was changed, moved here or put in by hand.`,
})

export const rowsMissing = (first: number, last: number): Break => ({
  what: 'rows_missing',
  seq: first,
  id: null,
  words:
    first === last
      ? `The row at place ${first} is missing.`
      : `The ${last - first + 1} rows at places ${first} to ${last} are missing.`,
})

export const rowInserted = ({ seq, id }: Omit<Row, 'action'>, first: number, last: number): Break => ({
  what: 'row_inserted',
  seq,
  id,
  words: `The row at place ${seq} (id ${id}) lies outside of the chain, which goes from ${first} to ${last}: it was put in by hand.`,
})

export const endChanged = (seq: number): Break => ({
  what: 'end_changed',
  seq,
  id: null,
  words:
    'What is written about the beginning and the end of this chain (table audit_chains) is not what was sealed: it was ' +
    'changed by hand, or the key file is not the one that belongs to this database.',
})

export const chainMissing = (): Break => ({
  what: 'chain_missing',
  seq: null,
  id: null,
  words: 'There are sealed rows, but what was written about their chain (table audit_chains) was removed.',
})

export const headMissing = (from: string, seq: number | null): Break => ({
  what: 'head_missing',
  seq,
  id: null,
  words:
    `${from}${seq === null ? '' : `, place ${seq},`} is not in the chain: rows at its end were removed, or it was made ` +
    'anew. After an older backup was restored it is so, too.',
})

export const notSealed = (count: number, id: number | null, minutes: number): Break => ({
  what: 'not_sealed',
  seq: null,
  id,
  words:
    `${rows(count)} older than ${minutes} minutes (the first has id ${id}) ${count === 1 ? 'is' : 'are'} in no chain. ` +
    'Start a worker, which seals within seconds. If one runs, its log says why it does not; or they were put in by hand.',
})

export const backdated = (count: number, seq: number): string =>
  `${rows(count)}, the first at place ${seq}, ${count === 1 ? 'says' : 'say'} to be more than an hour older than rows ` +
  'sealed before: the clock of the database went back, or somebody put them in by hand.'

export const erased = (count: number): string =>
  `In ${rows(count)} a person was erased; each is sealed as it stands now. \`person.erased\` says when that was done.`

export const incomparable = (seq: number, pruned: number): string =>
  `A head at place ${seq} cannot be compared: the rows up to place ${pruned} were taken away when their time was over.`

const rows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)
