/** The rules of a contest as a text, made of its facts. It is no legal advice, and says so where it is made. */
import type { Facts, RulesLanguage } from './facts.ts'
import { packsFor } from './packs.ts'
import { en } from './words/en.ts'
import { lv } from './words/lv.ts'
import { ru } from './words/ru.ts'
import { th } from './words/th.ts'
import { vi } from './words/vi.ts'
import type { RulesWords } from './words/words.ts'

const all: Record<RulesLanguage, RulesWords> = { en, lv, ru, th, vi }

export type RulesSubject = {
  name: string
  facts: Facts
  startsAt: string | null
  endsAt: string | null
  timeZone: string
  winners: number
  /** Names of networks as people know them. */
  ways: readonly { network: string; way: 'like' | 'comment' | 'repost' }[]
  form: boolean
  /** Its public page. */
  address: string
  version: number
  /** When this version holds from. */
  at: string
}

export type RulesText = { title: string; sections: { heading: string; lines: string[] }[] }

export function writeRules(subject: RulesSubject, language: RulesLanguage): RulesText {
  const w = all[language]
  const { facts } = subject
  const { headings } = w
  const sections: [string, (string | null | false)[]][] = [
    [headings.organiser, [w.organiser(facts.organiser, facts.address, facts.contact)]],
    [
      headings.period,
      [w.period(moment(subject.startsAt, subject, w), moment(subject.endsAt, subject, w), subject.timeZone)],
    ],
    [headings.who, whoMay(w, facts)],
    [
      headings.how,
      [
        ...subject.ways.map(({ network, way }) => w.ways[way](network)),
        subject.form && w.form(subject.address),
        w.once,
        facts.purchase ? w.purchase : w.free,
      ],
    ],
    [headings.prizes, facts.prizes.map((prize) => w.prize({ ...prize, value: worth(prize, w) }))],
    [headings.draw, [w.draw(subject.winners, subject.address), w.chance, w.judged]],
    [
      headings.winners,
      [
        w.told,
        facts.answerDays !== null && w.answer(facts.answerDays),
        facts.delivery !== '' && w.delivery(facts.delivery),
        facts.showWinners ? w.shown : w.notShown,
      ],
    ],
    [
      headings.data,
      [
        w.data,
        facts.keepDays !== null && w.keep(facts.keepDays),
        w.rights(facts.contact),
        facts.privacyUrl !== '' && w.privacy(facts.privacyUrl),
      ],
    ],
    [headings.networks, [...new Set(subject.ways.map(({ network }) => network))].map(w.network)],
    [headings.law, clausesFor(subject, w)],
    [headings.more, [facts.extra, w.changed(subject.version, day(subject.at, subject, w))]],
  ]
  return {
    title: w.title(subject.name),
    sections: sections.flatMap(([heading, lines]) => {
      const said = lines.filter((line): line is string => typeof line === 'string' && line !== '')
      return said.length > 0 ? [{ heading, lines: said }] : []
    }),
  }
}

/** What is ticked in the form, word for word: the record of consent holds the same. */
export const boxWords = (
  { name, facts, version, address }: Pick<RulesSubject, 'name' | 'facts' | 'version' | 'address'>,
  language: RulesLanguage,
): string => all[language].box({ name, organiser: facts.organiser, version, age: facts.minAge, address })

function whoMay(w: RulesWords, { minAge, countries, excluded }: Facts): string[] {
  const names = new Intl.DisplayNames([w.locale], { type: 'region', fallback: 'code' })
  const said = [
    minAge === null || minAge === 0 ? '' : w.age(minAge),
    countries.length === 0 ? '' : w.countries(countries.map((code) => names.of(code) ?? code).join(', ')),
    excluded === '' ? '' : w.excluded(excluded),
  ].filter((line) => line !== '')
  return said.length > 0 ? said : [w.everybody]
}

function clausesFor({ facts, at, address }: RulesSubject, w: RulesWords): string[] {
  const names = new Set(
    packsFor(facts, at.slice(0, 10)).flatMap(({ clauses }) => clauses.map(({ clause }) => clause)),
  )
  return [...names].map((name) => w.clauses[name]({ address, contact: facts.contact }))
}

const worth = ({ value, currency }: Facts['prizes'][number], { locale }: RulesWords): string => {
  if (value === '') return ''
  const amount = Number(value.replace(',', '.'))
  if (!/^[A-Z]{3}$/.test(currency)) return `${value} ${currency}`.trim()
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount)
}

const moment = (at: string | null, { timeZone }: RulesSubject, { locale }: RulesWords): string =>
  at === null
    ? '—'
    : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
        new Date(at),
      )

const day = (at: string, { timeZone }: RulesSubject, { locale }: RulesWords): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(at))
