import { useState } from 'react'
import type { AssistantState } from '../../../modules/create/assistant/plain/state.ts'
import type { MachinePlace } from '../../../modules/create/posts/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { idsOf, useComposing } from '../posts/composer-context.ts'
import { changePart, type Target } from '../posts/tailor.ts'
import { contentOf, type Writing } from '../posts/writing.ts'
import { AnswerView } from './answer-view.tsx'
import { marksBack, withMark } from './taking.ts'
import { useRun } from './use-run.ts'

type Props = { assistant: AssistantState; index: number; mediaId: string; onClose: () => void }

/** Words for people who do not see a picture, from a model that does. */
export default function AltSheet({ assistant, index, mediaId, onClose }: Props) {
  const t = useWords('assistant')
  const { writing, target, readers, change } = useComposing()
  const run = useRun(assistant.model)
  const [wish, setWish] = useState('')
  const part = contentOf(writing, target).parts[index]
  const before = part?.media.find(({ id }) => id === mediaId)?.alt ?? ''
  const { came, phase } = run
  const start = () =>
    void run.start({ tool: 'alt', mediaId, text: part?.text ?? '', channelIds: idsOf(readers), wish })
  const take = (alt: string, model: string) => {
    const place: MachinePlace = { channelId: target, part: index, field: 'alt', mediaId }
    const had = writing.machineMade ?? []
    change((now) =>
      withMark(withAlt(now, target, index, mediaId, alt), place, { text: alt, before, tool: 'alt', model }),
    )
    onClose()
    toast(t('taken'), {
      undo: () => change((now) => marksBack(withAlt(now, target, index, mediaId, before), place, had)),
    })
  }
  const mayTake = phase === 'done' && came !== null && came.text !== ''
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('describe')}
      help={t('pictureGoesTo', { host: assistant.host, model: assistant.model })}
      actions={
        <>
          {phase === 'running' ? (
            <Button onClick={run.cancel}>{t('cancel')}</Button>
          ) : (
            <Button
              look={mayTake ? undefined : 'primary'}
              disabled={assistant.state === 'used_up'}
              onClick={start}
            >
              {phase === 'done' ? t('askAgain') : t('ask')}
            </Button>
          )}
          {mayTake && came && (
            <Button look="primary" onClick={() => take(came.text, came.model)}>
              {t('take')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {assistant.state === 'used_up' && <Alert tone="warn">{t('usedUp')}</Alert>}
        <Field label={t('wish')} optional>
          <Textarea rows={2} value={wish} maxLength={500} onChange={(event) => setWish(event.target.value)} />
        </Field>
        <AnswerView run={run} before={before === '' ? null : before} />
      </div>
    </Sheet>
  )
}

function withAlt(writing: Writing, target: Target, index: number, mediaId: string, alt: string): Writing {
  const media = contentOf(writing, target).parts[index]?.media ?? []
  return changePart(writing, target, index, {
    media: media.map((one) => (one.id === mediaId ? { ...one, alt } : one)),
  })
}
