import { useState } from 'react'
import { Standing } from '../../../modules/create/approval/contract.ts'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { Publication } from '../../../modules/publish/publications/contract.ts'
import { api, path } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { usePostage } from '../../channels/prices.ts'
import { useNeedWords } from '../../create/approval/need-words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readFrozen } from './frozen.ts'
import { changeTouches } from './published-change.tsx'
import { useKeptTexts } from './use-kept-texts.ts'

const askable: readonly string[] = ['publication.not_approved', 'publication.change_requested']

type Props = { delivery: DeliveryDetail; publication: Publication; onClose: () => void }

/** Other words for what is out. Where a yes is missing, it says whose, and asks for it. */
export default function ChangeForm({ delivery, publication, onClose }: Props) {
  const t = useWords('deliveries')
  const words = useProblemWords()
  const sayNeeds = useNeedWords()
  const sayLacking = (problem: ApiProblem) => {
    const needs = Standing.shape.needs.safeParse(problem.facts.needs).data
    return needs ? t('change.lacks', { who: sayNeeds(needs) }) : words(problem)
  }
  const there = publication.change?.texts ?? readFrozen(delivery.content).parts.map(({ text }) => text)
  const [texts, change, forget] = useKeptTexts(publication.id, there)
  const [lacking, setLacking] = useState<ApiProblem | null>(null)
  const save = useWrite(
    (ask: boolean) =>
      api.patch(path`/publications/${publication.id}`, { body: { texts, ask }, schema: Publication }),
    {
      touches: changeTouches,
      onSuccess: (after) => {
        forget()
        toast(t(after.change ? 'change.asked' : 'change.done'))
        onClose()
      },
      onProblem: (problem) => {
        if (!askable.includes(problem.code)) return
        setLacking(problem)
        return true
      },
    },
  )
  const price = usePostage()(delivery.channel.network, texts)
  const same = texts.every((text, part) => text === there[part]) && publication.change === null
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('change.title')}
      help={t('change.help')}
      actions={
        lacking ? (
          <Button look="primary" busy={save.isPending} onClick={() => save.mutate(true)}>
            {t('change.ask')}
          </Button>
        ) : (
          <Button
            look="primary"
            busy={save.isPending}
            disabled={same || texts.every((text) => text.trim() === '')}
            onClick={() => save.mutate(false)}
          >
            {t('change.save')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {texts.map((text, part) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts are out, so their place is their name
            key={part}
            label={texts.length === 1 ? t('change.words') : t('change.part', { part: part + 1 })}
          >
            <Textarea
              rows={texts.length === 1 ? 8 : 4}
              value={text}
              onChange={({ target }) => {
                setLacking(null)
                change(texts.map((one, place) => (place === part ? target.value : one)))
              }}
            />
          </Field>
        ))}
        {price && <p className="text-sm text-muted">{t('change.cost', price)}</p>}
        {lacking && (
          <Alert tone="warn" title={t('change.lacksTitle')}>
            {sayLacking(lacking)}
          </Alert>
        )}
      </div>
    </Sheet>
  )
}
