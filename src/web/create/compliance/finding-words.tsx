import { Link } from '@tanstack/react-router'
import { type Finding, ownWords } from '../../../modules/create/compliance/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** One sentence in the language of the reader. */
export function FindingWords({ finding: { code, facts } }: { finding: Pick<Finding, 'code' | 'facts'> }) {
  const t = useWords('compliance')
  const formats = useFormats()
  const text = (name: string): string => String(facts[name] ?? '')
  switch (code) {
    case 'late':
      return t('say.late', { at: formats.number(Number(facts.at)), fold: formats.number(Number(facts.fold)) })
    case 'elsewhere':
      return t('say.elsewhere', { where: t(`where.${text('where') as 'reply'}`) })
    case 'claim':
      return t('say.claim', { word: text('word'), claim: t(`proof.claims.${text('claim') as 'health'}`) })
    case 'erid_after':
      return t('say.erid_after', { day: formats.day(`${text('day')}T00:00:00Z`, 'UTC') })
    case 'banned_word':
      return t(text('instead') === '' ? 'say.banned_word' : 'say.banned_word_instead', {
        word: text('word'),
        instead: text('instead'),
      })
    case 'ask_connection':
      return facts.word === ''
        ? t('say.ask_connection_label')
        : t('say.ask_connection', { word: text('word') })
    default:
      return t(`say.${code}`, { word: text('word'), network: text('network'), erid: text('erid') })
  }
}

/** Whose rules they are, by their names. */
export function usePackNames(): (packs: readonly string[]) => string {
  const t = useWords('compliance')
  const formats = useFormats()
  const name = (pack: string): string =>
    pack === 'base' || pack === 'own'
      ? t(`jurisdictions.${pack}`)
      : t(`jurisdictions.${pack.toUpperCase() as 'US'}`)
  return (packs) => formats.list(packs.map(name))
}

/** Who says so, how sure that is, and where it stands. */
export function FindingSource({
  finding,
}: {
  finding: Pick<Finding, 'packs' | 'confidence' | 'source' | 'rule'>
}) {
  const t = useWords('compliance')
  const formats = useFormats()
  const names = usePackNames()
  const { packs, confidence, source, rule } = finding
  if (rule === ownWords)
    return (
      <Link
        to={'/content-plan?view=rules' as never}
        className="inline-flex min-h-6 items-center text-faint underline hover:text-text touch:-my-2.5 touch:min-h-11"
      >
        {names(packs)}
      </Link>
    )
  return (
    <span className="text-faint">
      {names(packs)} · {t(`confidence.${confidence}`)}
      {/^https?:/.test(source.url) && (
        <>
          {' · '}
          <a
            href={source.url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center underline hover:text-text touch:-my-2.5 touch:min-h-11"
            aria-label={t('found.sourceOf', { rule, day: formats.day(`${source.on}T00:00:00Z`, 'UTC') })}
          >
            {t('found.source')}
          </a>
        </>
      )}
    </span>
  )
}
