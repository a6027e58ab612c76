/** What the packs say to a post. The same in composer and server; the server decides. */
import { urlsIn } from '../../../../networks/kit/text.ts'
import { bannedIn } from '../../../plan/advice/plain/banned.ts'
import { type Connection, type Finding, type FindingCode, type Mend, ownWords } from '../contract.ts'
import { contestNamed, contestWords } from './claims.ts'
import { foldText } from './fold.ts'
import { isAccepted, isNegated, labelOf } from './label.ts'
import { languageOf, type Tongue, tongues } from './language.ts'
import { isSaid, type Looked, type Place, placesOf, type Side } from './looked.ts'
import type { Pack, Rule, Words } from './pack.ts'
import { packs as allPacks } from './packs/index.ts'
import { findTerms, type Hit, type Searched } from './terms.ts'
import { affiliateParameters, affiliateWords, covert } from './words.ts'

/** Packs of the countries of a side, and what holds everywhere. Who is in Germany or France is in the EU as well. */
export function packsFor({ jurisdictions }: Pick<Side, 'jurisdictions'>, packs = allPacks): Pack[] {
  const inUnion = jurisdictions.some((one) => one === 'DE' || one === 'FR' || one === 'EU')
  return packs.filter(
    ({ jurisdiction }) =>
      jurisdiction === null || jurisdictions.includes(jurisdiction) || (jurisdiction === 'EU' && inUnion),
  )
}

type Raw = Omit<Finding, 'channelId' | 'packs'> & { pack: string }

/** `blockedBy`: of its packs those by which it is an error. Who let it pass did so before these, and no others. */
export type Told = Finding & { blockedBy: string[] }

type Room = {
  looked: Looked
  side: Side
  /** Where it can say who pays. */
  places: readonly Place[]
  /** The same with polls and cards, which promise and ask as well. */
  shown: readonly Place[]
  tongue: Tongue | null
  /** A pack of where its readers are says what is a label; what holds everywhere says it for everybody else. */
  covered: boolean
  /** Rules of a pack that hold on the day and are not switched off, for this network. */
  rulesOf(pack: Pack, code: FindingCode): Rule[]
}

/** Everything that is found on the sides of a post. `off`: rules that an owner switched off. */
export function judgePost(
  looked: Looked,
  sides: readonly Side[],
  off: ReadonlySet<string> = new Set(),
  packs = allPacks,
): Told[] {
  const ready = new Map<string, Searched>()
  return sides.flatMap((side) => {
    const shown = placesOf(side, ready)
    const places = shown.filter(isSaid)
    const words = places.map(({ text }) => text.source).join('\n')
    const { connection } = looked
    const room: Room = {
      covered: packsFor(side, packs).some(
        ({ jurisdiction, kinds }) =>
          jurisdiction !== null && connection !== null && kinds.includes(connection.kind),
      ),
      looked,
      side,
      places,
      shown,
      tongue: languageOf(words, looked.language),
      rulesOf: (pack, code) =>
        pack.rules.filter(
          (rule) =>
            rule.code === code &&
            !off.has(rule.id) &&
            rule.validFrom <= looked.day &&
            (rule.validUntil === null || looked.day <= rule.validUntil) &&
            (!rule.networks || rule.networks.includes(side.network)),
        ),
    }
    return [
      ...strictest(
        packsFor(side, packs).flatMap((pack) => judgeBy(pack, room)),
        side.channelId,
      ),
      ...bannedOn(room),
    ]
  })
}

/** The brand’s own list, as one finding: who lets it pass does so for these words, and no others. */
function bannedOn({ looked, shown, side: { channelId } }: Room): Told[] {
  const found = [...new Set(shown.flatMap(({ text }) => bannedIn(text.source, looked.banned ?? [])))]
  const [first] = found
  if (!first) return []
  const word = found.map((one) => one.word).join(', ')
  const instead = found.length === 1 ? first.instead : ''
  return [
    {
      ...{ rule: ownWords, code: 'banned_word', level: 'error', channelId, mend: null },
      ...{ part: null, facts: { word, instead }, packs: ['own'], confidence: 'own' },
      source: { url: '', on: looked.day },
      blockedBy: found.map((one) => one.word).sort(),
    },
  ]
}

/** Of several packs that say the same the strictest speaks; the others are named beside it. */
function strictest(raw: readonly Raw[], channelId: string): Told[] {
  const same = Map.groupBy(raw, ({ code, facts }) => `${code} ${facts.claim ?? ''}`)
  return [...same.values()].flatMap((group) => {
    const first = group.find(({ level }) => level === 'error') ?? group[0]
    if (!first) return []
    const { pack, ...finding } = first
    const packs = [...new Set([pack, ...group.map((one) => one.pack)])]
    const errors = group.filter(({ level }) => level === 'error')
    const blockedBy = [...new Set(errors.map((one) => one.pack))].sort()
    return [{ ...finding, channelId, packs, blockedBy }]
  })
}

const isUnsure = ({ confidence }: Rule): boolean =>
  confidence === 'unverified' || confidence === 'contradicted'

/** What is unverified or contradicted never blocks. */
export const levelOf = (rule: Rule): Finding['level'] => (isUnsure(rule) ? 'warning' : rule.severity)

const rawOf = (pack: Pack, rule: Rule, facts: Raw['facts'], part: number | null, mend: Mend | null): Raw => ({
  rule: rule.id,
  code: rule.code,
  level: levelOf(rule),
  part,
  facts,
  confidence: rule.confidence,
  source: rule.source,
  mend,
  pack: pack.id,
})

function judgeBy(pack: Pack, room: Room): Raw[] {
  const { connection } = room.looked
  const applies = connection !== null && pack.kinds.includes(connection.kind)
  return [
    ...(applies ? disclosure(pack, room, connection) : []),
    ...(applies ? fields(pack, room, connection) : []),
    ...(applies ? goods(pack, room) : []),
    ...ownBrand(pack, room),
    ...asking(pack, room),
    ...claims(pack, room),
    ...contests(pack, room),
    ...machine(pack, room),
  ]
}

/** Who took the words of a machine is told what is asked of them; whether it is asked of this post, they know. */
const machine = (pack: Pack, { side, rulesOf }: Room): Raw[] =>
  side.machine ? rulesOf(pack, 'machine_made').map((rule) => rawOf(pack, rule, {}, null, null)) : []

/* Disclosure */

function disclosure(pack: Pack, room: Room, connection: Connection): Raw[] {
  const { side, places, tongue, looked } = room
  if (connection.native && side.marks && pack.native === 'enough') return []
  const has = (code: FindingCode): boolean => room.rulesOf(pack, code).length > 0
  const { code, facts, sentence } = labelOf(pack, side, places, { tongue, day: looked.day, has })
  const mend = offerOf(pack, tongue, connection)
  if (pack.jurisdiction === null && room.covered) return sponsor(pack, room, connection, sentence)
  const spoken =
    code === null ? [] : room.rulesOf(pack, code).map((rule) => rawOf(pack, rule, facts, 0, mend))
  // A pack without a word for what is unclear still wants a label.
  const missing =
    code === 'unclear' && spoken.length === 0
      ? room.rulesOf(pack, 'missing').map((rule) => rawOf(pack, rule, {}, 0, mend))
      : []
  return [
    ...spoken,
    ...missing,
    ...film(pack, room, connection),
    ...sponsor(pack, room, connection, sentence),
  ]
}

function offerOf(pack: Pack, tongue: Tongue | null, connection: Connection): Mend | null {
  const offer = (tongue && pack.offers[tongue]) ?? pack.offers.en ?? Object.values(pack.offers)[0]
  if (offer === undefined) return null
  const { sponsor, sponsorNumber, erid } = connection
  const filled = offer
    .replace('{sponsor}', sponsor === '' ? '' : sponsor)
    .replace('{number}', sponsorNumber === '' ? '' : `${sponsor === '' ? '' : ', '}ИНН ${sponsorNumber}`)
    .replace('{erid}', erid === '' ? '' : `${sponsor || sponsorNumber ? '. ' : ''}erid: ${erid}`)
  return { before: filled, instead: null }
}

function film(pack: Pack, { side, rulesOf }: Room, connection: Connection): Raw[] {
  if (connection.inMedia || !side.parts.some((part) => part.film)) return []
  return rulesOf(pack, 'film').map((rule) => rawOf(pack, rule, {}, 0, null))
}

const letters = (text: string): string => foldText(text).text.replace(/[^\p{L}\p{N}]+/gu, '')

const said = new WeakMap<Room, string>()

/** Everything that is said, as letters and digits only; every pack asks for it. */
function saidIn(room: Room): string {
  const before = said.get(room)
  if (before !== undefined) return before
  const { places, side } = room
  const all = [...places.map(({ text }) => text.text), ...side.parts.flatMap(({ links }) => links)]
  const made = all
    .join(' ')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()
  said.set(room, made)
  return made
}

const hasOwnSponsor: ReadonlySet<string> = new Set(['own_brand', 'employment', 'family'])

function sponsor(pack: Pack, room: Room, connection: Connection, sentence: boolean): Raw[] {
  const rules = room.rulesOf(pack, 'sponsor_missing')
  if (rules.length === 0 || hasOwnSponsor.has(connection.kind) || (sentence && connection.sponsor === ''))
    return []
  const all = saidIn(room)
  const named = letters(connection.sponsor)
  const linked = letters(connection.sponsorUrl)
  if ((named !== '' && all.includes(named)) || (linked !== '' && all.includes(linked))) return []
  return rules.map((rule) => rawOf(pack, rule, { sponsor: connection.sponsor }, 0, null))
}

/* What Russia asks for beside the label */

const eridSigns = /^[a-z0-9]{0,100}/iu

/** The token behind `erid` in a text or address. */
function eridIn(text: string): string {
  const at = text.toLowerCase().indexOf('erid')
  if (at < 0) return ''
  const rest = text.slice(at + 4, at + 120).replace(/^[\s:=№-]{0,4}/u, '')
  return eridSigns.exec(rest)?.[0] ?? ''
}

const fieldCodes: ReadonlySet<FindingCode> = new Set([
  ...(['number_missing', 'erid_missing', 'erid_shape', 'erid_after', 'erid_link', 'barred_network'] as const),
])

function fields(pack: Pack, room: Room, connection: Connection): Raw[] {
  const { rulesOf, looked, side, places } = room
  if (!pack.rules.some(({ code }) => fieldCodes.has(code))) return []
  const tell = (code: FindingCode, facts: Raw['facts'] = {}, mend: Mend | null = null): Raw[] =>
    rulesOf(pack, code).map((rule) => rawOf(pack, rule, facts, 0, mend))
  const links = [
    ...side.parts.flatMap((part) => part.links),
    ...places.flatMap(({ text }) => urlsIn(text.source).map(({ url }) => url)),
  ]
  const written = places.map(({ text }) => eridIn(text.source)).find((one) => one !== '') ?? ''
  const linked = links.map(eridIn).find((one) => one !== '') ?? ''
  const erid = connection.erid || written || linked
  const found = tell('barred_network', { network: side.network })
  if (erid === '') found.push(...tell('erid_missing'))
  else {
    if (erid.length < 8) found.push(...tell('erid_shape', { erid }))
    if (written === '' && (links.length === 0 || linked === '')) found.push(...tell('erid_link', { erid }))
  }
  if (connection.eridOn !== null && connection.eridOn > looked.day)
    found.push(...tell('erid_after', { day: connection.eridOn }))
  if (!hasNumber(room, connection)) found.push(...tell('number_missing'))
  return found
}

function hasNumber(room: Room, { sponsorNumber, sponsorUrl }: Connection): boolean {
  const all = saidIn(room)
  const [number, linked] = [letters(sponsorNumber), letters(sponsorUrl)]
  if ((number !== '' && all.includes(number)) || (linked !== '' && all.includes(linked))) return true
  const at = all.indexOf('инн')
  return at >= 0 && /^\d{10,12}/.test(all.slice(at + 3, at + 16))
}

function ownBrand(pack: Pack, { looked, rulesOf }: Room): Raw[] {
  if (looked.connection?.kind !== 'own_brand') return []
  return rulesOf(pack, 'ask_own_brand').map((rule) => rawOf(pack, rule, {}, null, null))
}

/* Nobody has said who pays, and it looks as if somebody did */

function asking(pack: Pack, room: Room): Raw[] {
  const { looked, shown, rulesOf, side } = room
  const rules = rulesOf(pack, 'ask_connection')
  if (rules.length === 0 || (looked.connection !== null && looked.connection.kind !== 'none')) return []
  const word = signOfPay(shown, side) ?? (isAccepted(pack, shown, looked.day) ? '' : null)
  if (word === null) return []
  return rules.map((rule) => rawOf(pack, rule, { word }, null, null))
}

const payTerms = [...Object.values(affiliateWords).flat(), ...(covert['*'] ?? [])]

function signOfPay(places: readonly Place[], side: Side): string | null {
  for (const { text } of places) {
    const hit = findTerms(text, payTerms).find((one) => !isNegated(text, one))
    if (hit) return text.source.slice(hit.start, hit.end)
    const counted = urlsIn(text.source).find(({ url }) => isCounted(url))
    if (counted) return counted.url.slice(0, 200)
  }
  return (
    side.parts
      .flatMap(({ links }) => links)
      .find(isCounted)
      ?.slice(0, 200) ?? null
  )
}

function isCounted(address: string): boolean {
  const query = address.split('?', 2)[1]?.split('#', 1)[0] ?? ''
  return query.split('&').some((pair) => {
    const [name, value] = pair.split('=', 2)
    return Boolean(value) && affiliateParameters.includes(name?.toLowerCase() ?? '')
  })
}

/* Words that want proof, and goods */

/** Of a text whose language is known also what stands in another script, and English, which is mixed into everything. */
function termsFor(words: Words, tongue: Tongue | null): string[] {
  const wanted = tongue === null ? tongues : [...new Set([tongue, 'en', 'ru', 'th'] as const)]
  return [...(words['*'] ?? []), ...wanted.flatMap((one) => words[one] ?? [])]
}

function meant(text: Searched, { words = {}, except = {} }: Rule, tongue: Tongue | null): Hit[] {
  const hits = findTerms(text, termsFor(words, tongue), true).filter((hit) => !isNegated(text, hit))
  if (hits.length === 0) return hits
  const spared = findTerms(text, termsFor(except, tongue))
  return hits.filter((hit) => !spared.some(({ from, to }) => from < hit.to && hit.from < to))
}

function claims(pack: Pack, { looked, shown, tongue, rulesOf }: Room): Raw[] {
  return rulesOf(pack, 'claim').flatMap((rule) => {
    const { claim } = rule
    if (!claim || looked.evidence.some((one) => one.claim === claim && one.on <= looked.day)) return []
    for (const { text, part } of shown) {
      const [hit] = meant(text, rule, tongue)
        .filter((one) => !isAsked(text.text, one.to))
        .sort((a, b) => a.from - b.from)
      if (hit) return [rawOf(pack, rule, { claim, word: text.source.slice(hit.start, hit.end) }, part, null)]
    }
    return []
  })
}

/** A question claims nothing. */
function isAsked(text: string, from: number): boolean {
  for (let at = from; at < text.length && at < from + 120; at++) {
    const sign = text[at]
    if (sign === '?') return true
    if (sign === '.' || sign === '!' || sign === '\n') return false
  }
  return false
}

function goods(pack: Pack, { shown, tongue, rulesOf, side }: Room): Raw[] {
  return rulesOf(pack, 'goods').flatMap((rule) => {
    for (const { text, part } of shown) {
      const [hit] = meant(text, rule, tongue)
      if (hit)
        return [
          rawOf(
            pack,
            rule,
            { word: text.source.slice(hit.start, hit.end), network: side.network },
            part,
            null,
          ),
        ]
    }
    return []
  })
}

/* Contests */

function contests(pack: Pack, room: Room): Raw[] {
  const { looked, places, shown, tongue, rulesOf, side } = room
  const posted = looked.connection?.kind === 'contest'
  const found = posted ? rulesOf(pack, 'contest_tag').filter(() => !namesContest(room)) : []
  const tags = found.map((rule) => rawOf(pack, rule, {}, 0, null))
  const mechanics = rulesOf(pack, 'contest_mechanic')
  const releases = rulesOf(pack, 'contest_words')
  if (mechanics.length + releases.length === 0 || !isContest(room)) return tags
  const barred = mechanics.flatMap((rule) => {
    for (const { text, part } of shown) {
      const [hit] = meant(text, rule, tongue)
      if (hit)
        return [
          rawOf(
            pack,
            rule,
            { word: text.source.slice(hit.start, hit.end), network: side.network },
            part,
            null,
          ),
        ]
    }
    return []
  })
  const silent = releases.filter(
    ({ words = {} }) => !places.some(({ text }) => findTerms(text, termsFor(words, null)).length > 0),
  )
  return [...tags, ...barred, ...silent.map((rule) => rawOf(pack, rule, { network: side.network }, 0, null))]
}

const isContest = ({ looked, shown, tongue }: Room): boolean =>
  looked.connection?.kind === 'contest' ||
  shown.some(({ text }) =>
    findTerms(text, termsFor(contestWords, tongue)).some((hit) => !isNegated(text, hit)),
  )

const endings = ['contest', 'sweepstakes', 'giveaway']

const namesContest = ({ places, tongue }: Room): boolean =>
  places.some(
    ({ text }) =>
      text.tags.some(({ tag }) => endings.some((ending) => tag.endsWith(ending))) ||
      findTerms(text, termsFor(contestNamed, tongue)).length > 0,
  )
