import { ExternalLink } from 'lucide-react'
import { useWords } from '../../kit/words.ts'

type Props = { source: string; url: string | null }

/** Where something comes from; opens beside, and tells the other side nothing of us. */
export function SourceLink({ source, url }: Props) {
  const t = useWords('choice')
  if (!url) return <span className="break-words text-muted">{source}</span>
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="break-words text-accent underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {source}
      <ExternalLink aria-hidden className="ml-1 inline size-3.5 align-[-2px]" />
      <span className="sr-only"> {t('opensBeside')}</span>
    </a>
  )
}
