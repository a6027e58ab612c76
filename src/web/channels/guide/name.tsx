import type { Label } from '../../../networks/kit/guide.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { Breaking } from './breaking.tsx'
import { type Sight, useGuideWords } from './use-guide.ts'

type Props = { label: Label; sight: Pick<Sight, 'network' | 'speaks' | 'saidBelow'>; strong?: boolean }

const tongues = { en: 'en', ru: 'ru', zh: 'zh-Hans' } satisfies Record<Sight['speaks'], string>

/** A name as the page has it, in its language; beside it what it means, and that it may be another where nobody could confirm it. */
export function Name({ label, sight, strong }: Props) {
  const t = useWords('guides')
  const say = useGuideWords(sight.network.id)
  if (typeof label === 'object' && 'own' in label)
    return <span className="italic">{t(`own.${label.own}`)}</span>
  const { says, means, unsure } =
    typeof label === 'string' ? { says: label, means: undefined, unsure: undefined } : label
  const meaning = say(means)
  return (
    <span className="min-w-0 break-words">
      <span
        lang={tongues[sight.speaks]}
        className={cx(strong && 'font-semibold', unsure && 'underline decoration-dotted')}
      >
        <Breaking>{says}</Breaking>
      </span>
      {meaning && meaning !== says && <span className="text-muted"> ({meaning})</span>}
      {unsure && <span className={sight.saidBelow ? 'sr-only' : 'text-xs text-warn'}> {t('unsure')}</span>}
    </span>
  )
}
