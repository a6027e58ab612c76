import { useState } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { contentOf, type FieldName, takeFields, type Writing, writingOf } from './writing.ts'

/** Two people changed the same. Both sides are there until one decides; nothing is lost before. */
export function ConflictBanner() {
  const t = useWords('composer')
  const formats = useFormats()
  const together = useWords('together')
  const { conflict, keeper, desk, writing, change } = useComposing()
  const [comparing, setComparing] = useState(false)
  if (!conflict) return null
  const nameOf = (field: FieldName): string => {
    if (!field.startsWith('variant:')) return t(`fields.${field as Exclude<FieldName, `variant:${string}`>}`)
    return desk.get(field.slice('variant:'.length))?.name ?? t('fields.channel')
  }
  const takeTheirs = () => {
    const mine = writing
    keeper.settle('theirs')
    // Whoever regrets it gets their own back; the other's is on the server and stays among its versions.
    toast(together('conflict.tookTheirs'), {
      undo: () => change((now) => takeFields(now, mine, conflict.fields)),
    })
  }
  const keepMine = () => {
    keeper.settle('mine')
    toast(together('conflict.keptMine'))
  }
  const names = formats.list(conflict.fields.map(nameOf))
  return (
    <>
      <Alert
        tone="warn"
        title={t('conflict.title')}
        action={
          <span className="flex flex-wrap gap-2">
            <Button size="small" look="quiet" onClick={() => setComparing(true)}>
              {t('conflict.compare')}
            </Button>
            <Button size="small" onClick={takeTheirs}>
              {t('conflict.theirs')}
            </Button>
            <Button size="small" onClick={keepMine}>
              {t('conflict.mine')}
            </Button>
          </span>
        }
      >
        {t('conflict.words', { names, when: formats.relative(conflict.theirs.updatedAt) })}
      </Alert>
      {comparing && <Compare fields={conflict.fields} nameOf={nameOf} onClose={() => setComparing(false)} />}
    </>
  )
}

function Compare({
  fields,
  nameOf,
  onClose,
}: {
  fields: readonly FieldName[]
  nameOf: (field: FieldName) => string
  onClose: () => void
}) {
  const t = useWords('composer')
  const { writing, conflict } = useComposing()
  if (!conflict) return null
  const theirs = writingOf(conflict.theirs)
  return (
    <Dialog wide open onClose={onClose} title={t('conflict.title')}>
      <div className="flex flex-col gap-5">
        {fields.map((field) => (
          <section key={field} className="flex flex-col gap-2">
            <h3 className="text-sm font-semibold">{nameOf(field)}</h3>
            <div className="grid gap-3 sm:grid-cols-2">
              <Side title={t('conflict.yours')} words={wordsOf(writing, field)} />
              <Side title={t('conflict.others')} words={wordsOf(theirs, field)} />
            </div>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

const Side = ({ title, words }: { title: string; words: string }) => (
  <div className="flex flex-col gap-1">
    <h4 className="text-xs text-muted">{title}</h4>
    <p className="max-h-80 overflow-y-auto rounded-md bg-sunken p-3 text-base break-words whitespace-pre-wrap">
      {words || '–'}
    </p>
  </div>
)

function wordsOf(writing: Writing, field: FieldName): string {
  if (field === 'content' || field.startsWith('variant:')) {
    const { title, parts, firstReply } = contentOf(
      writing,
      field === 'content' ? null : field.slice('variant:'.length),
    )
    return [title, ...parts.map((part) => part.text), firstReply].filter(Boolean).join('\n\n')
  }
  if (field === 'wish') return writing.wish ? `${writing.wish.at.replace('T', ' ')} ${writing.wish.zone}` : ''
  if (field === 'connection')
    return [writing.connection?.kind, writing.connection?.sponsor].filter(Boolean).join(', ')
  if (field === 'evidence')
    return writing.evidence.map(({ claim, url, words }) => `${claim}: ${url || words}`).join('\n')
  return String(
    writing[
      field as 'category' | 'pillarId' | 'campaignId' | 'goalId' | 'personaId' | 'influencerId' | 'appeal'
    ] ?? '',
  )
}
