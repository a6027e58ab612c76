import { useState } from 'react'
import { type Contest, Winner, WinnerState } from '../../../modules/create/contests/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { touches, useWinners } from './use-contest.ts'

/** Who was drawn, and how far their prizes are. */
export function WinnersCard({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const words = useProblemWords()
  const formats = useFormats()
  const winners = useWinners(contest.id)
  const [shown, setShown] = useState<Winner | null>(null)
  const reasonOf = (round: number) => contest.draws.find((one) => one.round === round)?.reason ?? 'first'
  return (
    <Card title={t('winners.title')} help={t('winners.help')}>
      {winners.isPending && <SkeletonRows rows={2} />}
      {winners.isError && <ErrorState words={words(winners.error)} onRetry={() => void winners.refetch()} />}
      <ul className="flex flex-col divide-y divide-line">
        {winners.data?.items.map((winner) => (
          <li key={winner.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
            <span className="flex min-w-0 flex-1 basis-48 flex-col">
              <span className="font-medium break-words">
                {winner.who || (winner.personId ? t('nameless') : t('winners.gone'))}
              </span>
              <span className="text-sm text-muted figures">
                {[
                  t('winners.place', { round: winner.round, place: winner.place }),
                  winner.round > 1 && t(`reasons.${reasonOf(winner.round)}`),
                  winner.answerBy &&
                    winner.state === 'contacted' &&
                    t('winners.answerBy', { when: formats.moment(winner.answerBy) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {winner.mail && <span className="text-sm break-all">{winner.mail}</span>}
              {winner.note && <span className="text-sm break-words">{winner.note}</span>}
            </span>
            {winner.overdue && <Badge tone="warn">{t('winners.overdue')}</Badge>}
            <Badge tone={winner.state === 'delivered' ? 'good' : 'quiet'}>
              {t(`winnerStates.${winner.state}`)}
            </Badge>
            <Button size="small" onClick={() => setShown(winner)}>
              {t('winners.change')}
            </Button>
          </li>
        ))}
      </ul>
      {shown && <WinnerDialog contest={contest} winner={shown} onClose={() => setShown(null)} />}
    </Card>
  )
}

function WinnerDialog({
  contest,
  winner,
  onClose,
}: {
  contest: Contest
  winner: Winner
  onClose: () => void
}) {
  const t = useWords('contests')
  const [state, setState] = useState<WinnerState>(winner.state)
  const [note, setNote] = useState(winner.note)
  const [shownAs, setShownAs] = useState(winner.shownAs ?? '')
  const save = useWrite(
    () =>
      api.patch(path`/contests/${contest.id}/winners/${winner.id}`, {
        body: { version: winner.version, state, note: note.trim(), shownAs: shownAs.trim() || null },
        schema: Winner,
      }),
    {
      touches,
      onSuccess: () => {
        toast(t('winners.saved'))
        onClose()
      },
    },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={winner.who || t('winners.title')}
      help={t('winners.changeHelp')}
      actions={
        <Button look="primary" busy={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('winners.state')}>
          <Select
            value={state}
            onChange={setState}
            choices={WinnerState.options.map((value) => ({ value, label: t(`winnerStates.${value}`) }))}
          />
        </Field>
        <Field label={t('winners.note')} help={t('winners.noteHelp')} optional>
          <Textarea rows={3} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
        </Field>
        {contest.facts.showWinners && (
          <Field label={t('winners.shownAs')} help={t('winners.shownAsHelp')} optional>
            <Input maxLength={80} value={shownAs} onChange={({ target }) => setShownAs(target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  )
}
