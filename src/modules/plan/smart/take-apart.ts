/**
 * A wish as somebody says it, taken apart: what is to change, whose, by how much and until when. Pure, and the same for the
 * same; names of channels and campaigns are looked for as they stand. Several results become several goals.
 */
import type { MetricId } from '../../measure/metrics/contract.ts'
import type { GoalScope } from '../goals/contract.ts'
import type { Objective } from '../objectives/contract.ts'
import { type Amount, findAmounts, findSmall } from './amounts.ts'
import type { Thing } from './contract.ts'
import { type FoundDay, findDays, findLength, withUntil } from './dates.ts'
import { asWritten, type Folded, fold, type Span } from './fold.ts'
import {
  after,
  type Bound,
  before,
  boundWords,
  everyWords,
  type How,
  lengthWords,
  metricWords,
  networkWords,
  objectiveWords,
  parting,
  planWords,
  postWords,
  servedBy,
  thingWords,
  vagueWords,
  type Way,
  wayWords,
} from './lexicon.ts'
import { type Hit, look, namesOf, overlaps } from './look.ts'
import type { Climate } from './seasons.ts'

export type About =
  | { kind: 'metric'; metric: MetricId }
  | { kind: 'thing'; thing: Thing }
  | { kind: 'manual'; id: string }
  | { kind: 'posts' }
  | { kind: 'plan' }

export type Change = { kind: Amount['kind']; value: number; how: How | null }

/** What must not happen on the way: "ad spend may grow by 5 % at most". */
export type Bounded = { said: string; about: About; bound: Bound; way: Way; change: Change }

export type Part = {
  said: string
  about: About | null
  way: Way
  change: Change | null
  /** "three posts a week": its number is for each of these. */
  each: 'day' | 'week' | 'month' | null
  /** Of a plan: for how many days it is. */
  days: number | null
  /** "from 500 to 900": where it stands, as they say. */
  from: number | null
  floor: Change | null
  constraints: Bounded[]
  /** Numbers of it that mean nothing here, as they were written. */
  unread: string[]
  scope: GoalScope
  /** A network that is named and not joined. */
  unjoined: string | null
  deadline: { day: string; said: string; climate: Climate | null } | null
  objective: Objective | null
}

/** What names of the workspace may stand in a sentence. */
export type Names = {
  today: string
  /** Where the workspace is, as far as its zone tells: seasons depend on it. */
  climate?: Climate
  networks: readonly { id: string; name: string; joined: boolean }[]
  channels: readonly { id: string; name: string }[]
  campaigns: readonly { id: string; name: string }[]
  manual: readonly { id: string; name: string }[]
}

/** `left`: results beyond the first few, as they were written. */
export type Taken = { parts: Part[]; vague: string[]; left: string[] }

/** More results than these are not looked into; they are named. */
const mostParts = 5

export function takeApart(text: string, names: Names): Taken {
  const folded = fold(text)
  const days = findDays(folded.text, names.today, names.climate).map((day) => withUntil(folded.text, day))
  const scope = findScope(folded, names, days)
  const length = lengthIn(folded.text, days)
  const taken = [...days, ...scope.spans, ...(length ? [length] : [])]
  const amounts = findAmounts(folded.text, taken)
  const mentions = mentionsOf(folded, names, [...taken, ...amounts], amounts)
  const small = amounts.length === 0 ? besideThings(findSmall(folded.text, taken), mentions, folded) : []
  const clauses = clausesOf(folded, mentions, [...amounts, ...small], taken)
  const shared = {
    days,
    length: length?.days ?? null,
    scope,
    objective: look(folded.text, objectiveWords)[0]?.means ?? null,
  }
  const all = joined(clauses.map((clause) => partOf(folded, clause, shared)))
  const left = all.slice(mostParts).map(({ said }) => said)
  return {
    parts: all.slice(0, mostParts),
    left,
    vague: vagueIn(folded, [...taken, ...mentions], amounts.length > 0),
  }
}

/** Only plans have a length; "two posts a week" is none. */
function lengthIn(text: string, days: readonly FoundDay[]): (Span & { days: number }) | null {
  if (look(text, planWords).length === 0) return null
  const word = look(text, lengthWords, days)[0]
  return word ? { ...word, days: word.means } : findLength(text, days)
}

type Mention = Hit<About>

function mentionsOf(
  folded: Folded,
  names: Names,
  taken: readonly Span[],
  amounts: readonly Amount[],
): Mention[] {
  const { text } = folded
  const byThing = new Map(
    names.manual.flatMap(({ id, name }) => look(fold(name).text, thingWords).map((hit) => [hit.means, id])),
  )
  const own = namesOf(names.manual.map(({ id, name }) => ({ name, means: { kind: 'manual', id } as About })))
  const all = look<About>(
    text,
    [
      ...own,
      ...metricWords.map(({ word, means }) => ({ word, means: { kind: 'metric', metric: means } as About })),
      ...thingWords.map(({ word, means }) => ({ word, means: thingIn(means, byThing) })),
      ...planWords.map(({ word }) => ({ word, means: { kind: 'plan' } as About })),
      ...postWords.map(({ word }) => ({ word, means: { kind: 'posts' } as About })),
    ],
    taken,
  ).filter((one) => !isVerb(text, one, amounts))
  // "likes of our posts" is about likes: posts are meant when they are counted, or nothing else is named.
  const counted = (one: Mention) =>
    amounts.some(({ from, to, kind }) => kind === 'count' && isNear(text, one, { from, to }))
  const others = all.filter(({ means }) => means.kind !== 'posts')
  return others.length === 0 ? all : all.filter((one) => one.means.kind !== 'posts' || counted(one))
}

/** What is entered by hand already is meant by any word for it. */
function thingIn(thing: Thing, byThing: ReadonlyMap<Thing, string>): About {
  const id = byThing.get(thing)
  return id === undefined ? { kind: 'thing', thing } : { kind: 'manual', id }
}

/** "reach 5,000 followers", "like": words that are verbs before a number or another thing. */
function isVerb(text: string, { from, to }: Span, amounts: readonly Amount[]): boolean {
  const word = text.slice(from, to)
  if (word === 'reach')
    return amounts.some(
      (one) => one.from >= to && /^\s*(?:over|at least|about)?\s*$/.test(text.slice(to, one.from)),
    )
  if (word === 'post')
    return /(?:^|\s)(?:to|we|will|should)\s*$/.test(text.slice(0, from)) && amounts.length === 0
  if (word === 'like')
    return /(?:would|should)\s*$/.test(text.slice(0, from)) || /^\s+to\b/.test(text.slice(to))
  return false
}

const isNear = (text: string, thing: Span, amount: Span): boolean => {
  const between =
    amount.to <= thing.from ? text.slice(amount.to, thing.from) : text.slice(thing.to, amount.from)
  return between.length < 24 && !/[,;.]/.test(between)
}

/** "two posts": a small number in words counts only right before what is counted. */
const besideThings = (small: readonly Amount[], mentions: readonly Mention[], { text }: Folded): Amount[] =>
  small.filter(({ to }) =>
    mentions.some(
      ({ from, means }) => means.kind === 'posts' && from >= to && text.slice(to, from).length < 12,
    ),
  )

type Clause = Span & {
  mention: Mention | null
  amounts: Amount[]
  verb: Way | null
  bounds: Hit<Bound>[]
  /** Its numbers are those of a neighbour: "sales and followers by 30 %". */
  lent: readonly Amount[]
}

/** Each result has the stretch of the sentence around it, parted at commas and at words such as "and". */
function clausesOf(
  folded: Folded,
  mentions: readonly Mention[],
  amounts: readonly Amount[],
  taken: readonly Span[],
): Clause[] {
  const { text } = folded
  if (mentions.length === 0) return [clause(text, { from: 0, to: text.length }, null, amounts)]
  const seams = [
    ...look(text, parting, [...mentions, ...amounts, ...taken]),
    ...marksIn(text, [...amounts, ...taken]),
  ].sort((a, b) => a.from - b.from)
  const cuts = mentions.slice(1).map((mention, place): Span => {
    const last = mentions[place]
    const seam = seams.findLast(({ from, to }) => last !== undefined && from >= last.to && to <= mention.from)
    return seam ?? { from: mention.from, to: mention.from }
  })
  const found = mentions.map((mention, place) => {
    const span = { from: cuts[place - 1]?.to ?? 0, to: cuts[place]?.from ?? text.length }
    return clause(text, span, mention, amounts)
  })
  return found.map((one, place) => ({ ...one, lent: one.amounts.length > 0 ? [] : lentTo(found, place) }))
}

const marksIn = (text: string, taken: readonly Span[]): Span[] =>
  [...text.matchAll(/[,;.]/g)]
    .map(({ index }) => ({ from: index, to: index + 1 }))
    .filter((one) => !taken.some((other) => overlaps(one, other)))

function clause(text: string, span: Span, mention: Mention | null, amounts: readonly Amount[]): Clause {
  const inside = <T extends Span>(list: readonly T[]): T[] =>
    list.filter(({ from, to }) => from >= span.from && to <= span.to)
  const free = mention ? [mention] : []
  return {
    ...span,
    mention,
    amounts: inside(amounts),
    verb: inside(look(text, wayWords, free))[0]?.means ?? null,
    bounds: inside(look(text, boundWords)),
    lent: [],
  }
}

/** Those of the next result when it has no verb of its own, else of the one before when this one has none. */
function lentTo(all: readonly Clause[], place: number): readonly Amount[] {
  const next = all[place + 1]
  if (next && next.verb === null && next.bounds.length === 0) return next.amounts
  const last = all[place - 1]
  return last && all[place]?.verb === null && all[place]?.bounds.length === 0 ? last.amounts : []
}

type Shared = { days: readonly FoundDay[]; length: number | null; scope: Scopes; objective: Objective | null }

function partOf(
  folded: Folded,
  one: Clause,
  { days, length, scope, objective }: Shared,
): Part & { bound: Bound | null } {
  const { text } = folded
  const all = (one.amounts.length > 0 ? one.amounts : one.lent).map((amount) => ({
    amount,
    change: changeOf(text, amount),
    bound: boundOf(text, one.bounds, amount),
  }))
  const start = all.find(({ change }) => change.how === 'from' && all.length > 1)
  const rest = all.filter((entry) => entry !== start)
  const main = rest.find(({ bound }) => bound === null) ?? rest[0] ?? null
  const floor = rest.find((entry) => entry !== main && entry.bound === 'least')
  const unread = one.amounts.length > 0 ? rest.filter((entry) => entry !== main && entry !== floor) : []
  const day = inSpan(days, one)[0] ?? days[0]
  const about = one.mention?.means ?? null
  const key = about?.kind === 'metric' ? about.metric : about?.kind === 'thing' ? about.thing : about?.kind
  return {
    said: asWritten(folded, one),
    about,
    way: one.verb ?? 'up',
    change: main?.change ?? null,
    each: about?.kind === 'posts' ? (inSpan(look(text, everyWords, days), one)[0]?.means ?? null) : null,
    days: about?.kind === 'plan' ? length : null,
    from: start?.change.value ?? null,
    floor: floor?.change ?? null,
    constraints: [],
    unread: unread.map(({ amount }) => asWritten(folded, amount)),
    scope: (inSpan(scope.found, one)[0] ?? scope.found[0])?.means ?? { kind: 'workspace', id: null },
    unjoined: scope.unjoined,
    deadline: day ? { day: day.day, said: asWritten(folded, day), climate: day.climate ?? null } : null,
    objective:
      objective ?? (key && key in servedBy ? (servedBy[key as keyof typeof servedBy] ?? null) : null),
    bound: main?.bound ?? null,
  }
}

/** "at most 5 %", and "by 5 % at most". */
function boundOf(text: string, bounds: readonly Hit<Bound>[], amount: Span): Bound | null {
  const ahead = bounds.findLast(({ to }) => to <= amount.from && text.slice(to, amount.from).length < 24)
  const behind = bounds.find(({ from }) => from >= amount.to && /^[\s,]*$/.test(text.slice(amount.to, from)))
  return (behind ?? ahead)?.means ?? null
}

const inSpan = <T extends Span>(list: readonly T[], { from, to }: Span): T[] =>
  list.filter((one) => one.from >= from && one.from < to)

function changeOf(text: string, amount: Amount): Change {
  const isBeside = (from: number, to: number) => /^\s*$/.test(text.slice(from, to))
  const ahead = look(text, before).findLast(({ to }) => to <= amount.from && isBeside(to, amount.from))
  const behind = look(text, after).find(({ from }) => from >= amount.to && isBeside(amount.to, from))
  // Without their marks "mới" (new) and "mỗi" (each) are the same.
  const each = look(text, everyWords).some(({ from }) => from === behind?.from)
  return {
    kind: amount.kind,
    value: amount.value,
    how: (each ? null : behind?.means) ?? ahead?.means ?? null,
  }
}

type Found = Part & { bound: Bound | null }

/** What is bounded stands by what it bounds, and the same said twice is one. No number is lost on the way. */
function joined(parts: readonly Found[]): Part[] {
  const whole: Part[] = []
  const early: Found[] = []
  for (const found of parts) {
    const { bound, ...part } = found
    const last = whole.at(-1)
    if (part.about && part.change && bound !== null) {
      if (last) hold(last, found)
      else early.push(found)
      continue
    }
    const twin = whole.find((one) => isTwin(one, part))
    if (twin) merge(twin, part)
    else whole.push(part)
  }
  const [first] = whole
  if (first) for (const found of early) hold(first, found)
  // Nothing but a bound: then that is what is wished for.
  else whole.push(...early.map(({ bound, ...part }) => part))
  return whole
}

/** "no less than 15 %" of the same number is its floor; of another one it is a constraint. */
function hold(part: Part, { bound, about, change, way, said, unread, floor }: Found): void {
  part.unread.push(...unread)
  if (!about || !change || !bound) return
  if (!same(part.about, about)) part.constraints.push({ said, about, bound, way, change })
  else if (bound === 'least' && part.floor === null) part.floor = change
  else part.unread.push(said)
  if (floor) part.unread.push(said)
}

const isTwin = (one: Part, other: Part): boolean =>
  same(one.about, other.about) &&
  sameScope(one.scope, other.scope) &&
  (one.change === null || other.change === null || sameChange(one.change, other.change)) &&
  (one.from === null || other.from === null) &&
  (one.floor === null || other.floor === null)

const sameChange = (a: Change, b: Change): boolean => a.kind === b.kind && a.value === b.value

function merge(twin: Part, { change, from, floor, unread, said }: Part): void {
  twin.change ??= change
  twin.from ??= from
  twin.floor ??= floor
  twin.unread.push(...unread)
  twin.said = `${twin.said} … ${said}`
}

const same = (a: About | null, b: About | null): boolean => JSON.stringify(a) === JSON.stringify(b)
const sameScope = (a: GoalScope, b: GoalScope): boolean => a.kind === b.kind && a.id === b.id

type Scopes = { found: Hit<GoalScope>[]; spans: Span[]; unjoined: string | null }

/** Channels and campaigns by their names, networks by theirs. The longer name wins. */
function findScope(folded: Folded, names: Names, days: readonly FoundDay[]): Scopes {
  const scopeOf = (kind: GoalScope['kind'], id: string): GoalScope => ({ kind, id })
  const joined = new Set(names.networks.filter((one) => one.joined).map(({ id }) => id))
  const byNetwork = (id: string): GoalScope | { unjoined: string } =>
    joined.has(id)
      ? scopeOf('network', id)
      : {
          unjoined:
            names.networks.find((one) => one.id === id)?.name ?? `${id[0]?.toUpperCase()}${id.slice(1)}`,
        }
  const hits = look<GoalScope | { unjoined: string }>(
    folded.text,
    [
      ...namesOf(names.channels.map(({ id, name }) => ({ name, means: scopeOf('channel', id) }))),
      ...namesOf(names.campaigns.map(({ id, name }) => ({ name, means: scopeOf('campaign', id) }))),
      ...namesOf(names.networks.map(({ id, name }) => ({ name, means: byNetwork(id) }))),
      ...networkWords.map(({ word, means }) => ({ word, means: byNetwork(means) })),
    ],
    days,
  )
  const found = hits.flatMap(({ means, ...span }) => ('kind' in means ? [{ ...span, means }] : []))
  const unjoined = hits.flatMap(({ means }) => ('unjoined' in means ? [means.unjoined] : []))[0] ?? null
  return { found, spans: hits, unjoined }
}

/** "More" with a number behind it is no longer vague, so only what stands alone is told then. */
function vagueIn(folded: Folded, taken: readonly Span[], hasAmount: boolean): string[] {
  const found = look(folded.text, vagueWords, taken).filter(({ from, to }) => {
    const word = folded.text.slice(from, to)
    return !hasAmount || !mild.has(word)
  })
  return [...new Set(found.map((span) => asWritten(folded, span)))].slice(0, 12)
}

const mild = new Set(
  ['more', 'vairak', 'больше', 'มากขึ้น', 'nhieu hon', 'improve', 'many', 'daudz', 'много'].map(
    (word) => fold(word).text,
  ),
)
