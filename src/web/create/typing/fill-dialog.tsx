import { useState } from 'react'
import type { Snippet } from '../../../modules/create/snippets/contract.ts'
import { fillGaps, gapsIn } from '../../../modules/create/templates/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from '../posts/composer-context.ts'
import { usePurposes } from '../posts/use-desk.ts'

type Props = { snippet: Snippet; onClose: () => void; onFilled: (words: string) => void }

/** What the post says of itself fills the gaps of these names beforehand; others are asked. */
function useKnown(): Record<string, string> {
  const { writing } = useComposing()
  const { campaigns, pillars } = usePurposes()
  const campaign = campaigns.find(({ id }) => id === writing.campaignId)
  const pillar = pillars.find(({ id }) => id === writing.pillarId)
  return {
    link: campaign?.links[0]?.url ?? '',
    campaign: campaign?.name ?? '',
    hashtags: (campaign?.hashtags ?? []).map((tag) => `#${tag}`).join(' '),
    pillar: pillar?.name ?? '',
  }
}

/** Asks what stands in the gaps of a snippet. One that is left empty stays a gap in the words. */
export function FillDialog({ snippet, onClose, onFilled }: Props) {
  const t = useWords('writing')
  const known = useKnown()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const gaps = gapsIn(snippet.text)
  const valueIn = (gap: string) => typed[gap] ?? known[gap.toLowerCase()] ?? ''
  const filled = fillGaps(
    snippet.text,
    Object.fromEntries(gaps.flatMap((gap) => (valueIn(gap) ? [[gap, valueIn(gap)]] : []))),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={snippet.name}
      help={t('snippets.fillHelp')}
      actions={
        <Button look="primary" onClick={() => onFilled(filled)}>
          {t('snippets.insert')}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onFilled(filled)
        }}
      >
        {gaps.map((gap) => (
          <Field key={gap} label={gap}>
            <Input
              value={valueIn(gap)}
              onChange={({ target }) => setTyped({ ...typed, [gap]: target.value })}
            />
          </Field>
        ))}
        <p className="rounded-md bg-sunken p-3 text-sm break-words whitespace-pre-wrap text-muted">
          {filled}
        </p>
        <button type="submit" className="sr-only" tabIndex={-1}>
          {t('snippets.insert')}
        </button>
      </form>
    </Dialog>
  )
}
