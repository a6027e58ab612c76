import { useState } from 'react'
import { useLocale } from 'use-intl'
import type { AssistantState } from '../../../modules/create/assistant/plain/state.ts'
import type { MachinePlace } from '../../../modules/create/posts/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { idsOf, useComposing } from '../posts/composer-context.ts'
import { changePart } from '../posts/tailor.ts'
import { contentOf } from '../posts/writing.ts'
import { AnswerView } from './answer-view.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { marksBack, mended, withMark, withTags } from './taking.ts'
import { type Question, useRun } from './use-run.ts'

const tools = ['shorten', 'variant', 'translate', 'hashtags', 'tone'] as const
type TextTool = (typeof tools)[number]

type Props = { assistant: AssistantState; index: number; onClose: () => void }

/** What the assistant can do with the words of one post. Nothing enters the draft before a person takes it. */
export default function AssistantSheet({ assistant, index, onClose }: Props) {
  const t = useWords('assistant')
  const { writing, target, readers, chosen } = useComposing()
  const run = useRun(assistant.model)
  const [asked, setAsked] = useState<Wanted>(useFirstWanted)
  const [chosenTags, setTags] = useState<readonly string[] | null>(null)
  const channelId = asked.tool === 'variant' ? (target ?? asked.channelId ?? chosen[0]?.id ?? null) : target
  const text = contentOf(writing, channelId).parts[index]?.text ?? ''
  const take = useTake(index, channelId, asked.tool, onClose)
  const want = (next: Partial<Wanted>) => {
    run.reset()
    setTags(null)
    setAsked({ ...asked, ...next })
  }
  const isReady = text.trim() !== '' && (asked.tool !== 'variant' || channelId !== null)
  const start = () => {
    setTags(null)
    void run.start(questionOf(asked, text, channelId === null ? idsOf(readers) : [channelId], writing))
  }
  const { came, phase } = run
  const tags = chosenTags ?? came?.tags ?? []
  const isWords = asked.tool !== 'hashtags' && asked.tool !== 'tone'
  const mayTake = phase === 'done' && came !== null && (isWords ? came.text !== '' : tags.length > 0)
  const model = came?.model ?? assistant.model
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('title')}
      help={t('goesTo', { host: assistant.host, model: assistant.model })}
      actions={
        <>
          {phase === 'running' ? (
            <Button onClick={run.cancel}>{t('cancel')}</Button>
          ) : (
            <Button
              look={mayTake ? undefined : 'primary'}
              disabled={!isReady || assistant.state === 'used_up'}
              onClick={start}
            >
              {phase === 'done' ? t('askAgain') : t('ask')}
            </Button>
          )}
          {mayTake && came && (
            <Button
              look="primary"
              onClick={() =>
                isWords
                  ? take(came.text, came.text, model)
                  : take(withTags(text, tags), tags.join(' '), model)
              }
            >
              {isWords ? t('take') : t('takeTags')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {assistant.state === 'used_up' && <Alert tone="warn">{t('usedUp')}</Alert>}
        {text.trim() === '' && <Alert tone="info">{t('noText')}</Alert>}
        <Field label={t('what')}>
          <Select
            value={asked.tool}
            onChange={(tool) => want({ tool })}
            choices={tools.map((value) => ({ value, label: t(`tools.${value}`) }))}
          />
        </Field>
        <WantedFields asked={asked} channelId={channelId} onWant={want} />
        <AnswerView
          run={run}
          before={asked.tool === 'shorten' || asked.tool === 'variant' ? text : null}
          streams={asked.tool !== 'tone'}
          says={asked.tool !== 'hashtags'}
        >
          {asked.tool === 'hashtags' && came && (
            <fieldset className="flex flex-col gap-2">
              <legend className="sr-only">{t('tools.hashtags')}</legend>
              {came.tags.map((tag) => (
                <Checkbox
                  key={tag}
                  label={tag}
                  checked={tags.includes(tag)}
                  onChange={(on) =>
                    setTags(came.tags.filter((one) => (one === tag ? on : tags.includes(one))))
                  }
                />
              ))}
            </fieldset>
          )}
          {asked.tool === 'tone' && came && came.text === '' && (
            <Remarks
              remarks={came.remarks}
              text={text}
              onTake={(quote, instead) => take(mended(text, quote, instead), instead, model, true)}
            />
          )}
        </AnswerView>
      </div>
    </Sheet>
  )
}

type Wanted = { tool: TextTool; wish: string; language: string; limit: string; channelId: string | null }

function useFirstWanted(): Wanted {
  const locale = useLocale()
  const language = locale.slice(0, 2)
  return { tool: 'shorten', wish: '', language, limit: '', channelId: null }
}

function questionOf(
  { tool, wish, language, limit }: Wanted,
  text: string,
  channelIds: string[],
  { personaId, pillarId }: { personaId: string | null; pillarId: string | null },
): Question {
  const most = Number.parseInt(limit, 10)
  return {
    ...{ tool, text, channelIds, personaId, pillarId },
    ...(tool !== 'tone' && { wish }),
    ...(tool === 'translate' && { language }),
    ...(tool === 'shorten' && most >= 10 && { limit: most }),
  }
}

/** Takes words into the draft, marked as a machine’s, and offers to take that back. */
function useTake(index: number, channelId: string | null, tool: TextTool, onClose: () => void) {
  const t = useWords('assistant')
  const { writing, change } = useComposing()
  const place: MachinePlace = { channelId, part: index, field: 'text', mediaId: null }
  return (next: string, made: string, model: string, stay = false) => {
    const before = contentOf(writing, channelId).parts[index]?.text ?? ''
    const had = writing.machineMade ?? []
    const mark = { text: made, before, tool, model }
    change((now) => withMark(changePart(now, channelId, index, { text: next }), place, mark, next))
    if (!stay) onClose()
    toast(t('taken'), {
      undo: () => change((now) => marksBack(changePart(now, channelId, index, { text: before }), place, had)),
    })
  }
}

type FieldsProps = { asked: Wanted; channelId: string | null; onWant: (next: Partial<Wanted>) => void }

function WantedFields({ asked: { tool, wish, language, limit }, channelId, onWant }: FieldsProps) {
  const t = useWords('assistant')
  const { target, chosen } = useComposing()
  return (
    <>
      {tool === 'variant' && target === null && (
        <Field label={t('forChannel')} help={chosen.length === 0 ? t('noChannel') : undefined}>
          <Select
            value={channelId ?? undefined}
            onChange={(next) => onWant({ channelId: next })}
            choices={chosen.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      )}
      {tool === 'translate' && (
        <LanguageChoice value={language} onChange={(next) => onWant({ language: next })} />
      )}
      {tool === 'shorten' && (
        <Field label={t('limit')} help={t('limitHelp')} optional>
          <Input
            inputMode="numeric"
            value={limit}
            maxLength={5}
            onChange={(event) => onWant({ limit: event.target.value.replace(/\D/g, '') })}
          />
        </Field>
      )}
      {tool !== 'tone' && (
        <Field label={t('wish')} optional>
          <Textarea
            rows={2}
            value={wish}
            maxLength={500}
            onChange={(event) => onWant({ wish: event.target.value })}
          />
        </Field>
      )}
    </>
  )
}

type RemarksProps = {
  remarks: readonly { quote: string; problem: string; instead: string }[]
  text: string
  onTake: (quote: string, instead: string) => void
}

function Remarks({ remarks, text, onTake }: RemarksProps) {
  const t = useWords('assistant')
  if (remarks.length === 0) return <p className="text-sm text-muted">{t('noRemarks')}</p>
  return (
    <ul className="flex flex-col gap-3">
      {remarks.map(({ quote, problem, instead }) => (
        <li key={`${quote}${problem}`} className="rounded-md border border-line p-3 break-words">
          {quote !== '' && <p className="text-sm text-muted">“{quote}”</p>}
          <p>{problem}</p>
          {instead !== '' && quote !== '' && text.includes(quote) && (
            <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
              <p className="min-w-0 text-sm">{instead}</p>
              <Button size="small" onClick={() => onTake(quote, instead)}>
                {t('putIn')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
