import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import type { FactName, Facts } from './merge.ts'

type Props = {
  theirs: Facts
  /** What both wrote. */
  both: readonly FactName[]
  onTake: (name: FactName) => void
}

/** Somebody saved meanwhile: what is theirs, beside one's own, which stays until it is given up. */
export function TheirFacts({ theirs, both, onTake }: Props) {
  const t = useWords('posts.campaigns')
  const say = useSay()
  return (
    <Alert tone="warn" title={t('theirs.title')}>
      <p>{t(both.length > 0 ? 'theirs.both' : 'theirs.merged')}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {both.map((name) => (
          <li key={name} className="flex flex-wrap items-start justify-between gap-2">
            <span className="min-w-0 flex-1 basis-48 wrap-anywhere">
              <span className="font-medium">{t(name === 'connection' ? 'theirs.tie' : name)}: </span>
              {say(name, theirs)}
            </span>
            <Button size="small" onClick={() => onTake(name)}>
              {t('theirs.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function useSay() {
  const t = useWords('posts.campaigns')
  const tie = useWords('compliance')
  const formats = useFormats()
  return (name: FactName, theirs: Facts): string => {
    const none = t('theirs.none')
    if (name === 'colour') return t(`colours.${theirs.colour}`)
    if (name === 'hashtags') return theirs.hashtags.map((tag) => `#${tag}`).join(' ') || none
    if (name === 'links') return theirs.links.map((link) => link.name || link.url).join(', ') || none
    if (name === 'connection')
      return theirs.connection
        ? [tie(`tie.kinds.${theirs.connection.kind}`), theirs.connection.sponsor].filter(Boolean).join(' · ')
        : none
    const value = theirs[name]
    if (value === null || value === '') return none
    return name === 'startsOn' || name === 'endsOn'
      ? formats.day(`${value}T12:00:00Z`, 'UTC')
      : value.slice(0, 300)
  }
}
