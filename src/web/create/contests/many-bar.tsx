import { Check, X } from 'lucide-react'
import { useState } from 'react'
import {
  type Contest,
  Judged,
  type JudgeManyBody,
  mostNamed,
  type PersonState,
  type SignalName,
} from '../../../modules/create/contests/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import type { Chosen } from './use-chosen.ts'
import { touches } from './use-contest.ts'

type Props = {
  contest: Contest
  chosen: Chosen
  filter: { state: PersonState | undefined; signal: SignalName | undefined; q: string }
}

/** What is decided of all who are chosen, at the foot of the screen; a press takes it back. */
export function ManyBar({ contest, chosen, filter }: Props) {
  const t = useWords('contests')
  const [asked, setAsked] = useState(false)
  const at = path`/contests/${contest.id}/judgements`
  const undo = useWrite((id: string) => api.delete(`${at}/${id}`, { schema: Judged }), {
    touches,
    onSuccess: ({ people }) => toast(t('many.undone', { count: people })),
  })
  const judge = useWrite((body: JudgeManyBody) => api.post(at, { body, schema: Judged }), {
    touches,
    onSuccess: ({ id, people }, { verdict }) => {
      setAsked(false)
      chosen.clear()
      toast(t(`many.done.${verdict}`, { count: people }), { undo: () => undo.mutate(id) })
    },
    // Who was chosen is not who is there now: they are to be looked at, and chosen anew.
    onProblem: ({ code }) => {
      if (code !== 'contest.others_by_now') return
      setAsked(false)
      chosen.clear()
      return false
    },
  })
  const { everybody } = chosen
  const of: JudgeManyBody['of'] =
    everybody === null ? { ids: chosen.ids.slice(0, mostNamed) } : { ...filter, seen: everybody }
  const tooMany = everybody === null && chosen.ids.length > mostNamed
  return (
    <section
      aria-label={t('many.label')}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-30 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-raised px-3 py-2 shadow-float md:bottom-5"
    >
      <p aria-live="polite" className="min-w-0 flex-1 basis-40 text-sm">
        <span className="font-semibold">{t('many.count', { count: chosen.count })}</span>
        {tooMany && <span className="block text-warn">{t('many.tooMany', { most: mostNamed })}</span>}
      </p>
      <span className="flex flex-wrap items-center gap-2">
        <Button
          icon={Check}
          busy={judge.isPending}
          disabled={tooMany}
          onClick={() => judge.mutate({ verdict: 'keep', reason: '', of })}
        >
          {t('judge.keep')}
        </Button>
        <Button icon={X} disabled={tooMany || judge.isPending} onClick={() => setAsked(true)}>
          {t('judge.exclude')}
        </Button>
        <IconButton icon={X} label={t('many.clear')} keys="Esc" onClick={chosen.clear} />
      </span>
      {asked && (
        <ReasonDialog
          title={t('many.excludeTitle', { count: chosen.count })}
          help={t('judge.excludeHelp')}
          verb={t('judge.exclude')}
          busy={judge.isPending}
          onClose={() => setAsked(false)}
          onReason={(reason) => judge.mutate({ verdict: 'exclude', reason, of })}
        />
      )}
    </section>
  )
}
