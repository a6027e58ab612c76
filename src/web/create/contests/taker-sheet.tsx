import { Check, Trash2, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { asideFrom, type Contest, TakerDetail } from '../../../modules/create/contests/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog, Sheet } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { Digest } from './digest.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { Signals } from './signals.tsx'
import { touches, useTaker, useTakers } from './use-contest.ts'

type Props = { contest: Contest; personId: string; onClose: () => void; onOther: (id: string) => void }
type Asked = 'exclude' | 'merge' | 'erase' | { split: string } | null

/** One who takes part: entries, signals, and what was decided. */
export function TakerSheet({ contest, personId, onClose, onOther }: Props) {
  const t = useWords('contests')
  const words = useProblemWords()
  const taker = useTaker(contest.id, personId)
  return (
    <Sheet open onClose={onClose} title={taker.data?.taker.who || t('taker')} wide>
      {taker.isPending && <SkeletonRows rows={4} />}
      {taker.isError && <ErrorState words={words(taker.error)} onRetry={() => void taker.refetch()} />}
      {taker.data && <Whole contest={contest} detail={taker.data} onClose={onClose} onOther={onOther} />}
    </Sheet>
  )
}

function Whole({ contest, detail, onClose, onOther }: Omit<Props, 'personId'> & { detail: TakerDetail }) {
  const t = useWords('contests')
  const formats = useFormats()
  const { taker, entries, notes, merged, claims } = detail
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const at = path`/contests/${contest.id}/people/${taker.id}`
  const judge = useWrite(
    (body: { verdict: 'keep' | 'exclude' | 'reopen'; reason?: string }) =>
      api.post(`${at}/judge`, { body, schema: TakerDetail }),
    { touches, onSuccess: close },
  )
  const merge = useWrite(
    (body: { into: string; reason: string }) => api.post(`${at}/merge`, { body, schema: TakerDetail }),
    { touches, onSuccess: ({ taker: { id } }) => onOther(id) },
  )
  const split = useWrite(
    (body: { other: string; reason: string }) => api.post(`${at}/split`, { body, schema: TakerDetail }),
    { touches, onSuccess: close },
  )
  const erase = useWrite(() => api.delete(at), {
    touches,
    onSuccess: () => {
      toast(t('erase.done'))
      onClose()
    },
  })
  const judges = contest.stage === 'open'
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <span className="flex flex-wrap items-center gap-2">
          <Badge>{t(`stateOf.${taker.state}`)}</Badge>
          {taker.judgedBy && <span className="text-sm text-muted">{taker.judgedBy}</span>}
          {taker.reason && <span className="text-sm">{taker.reason}</span>}
        </span>
        <Signals signals={taker.signals} />
        {taker.signals.length > 0 && (
          <p className="text-sm text-muted figures">
            {t('weighed', { weight: taker.weight, from: asideFrom })}
          </p>
        )}
      </div>
      {judges && (
        <div className="flex flex-wrap gap-2">
          {taker.state !== 'kept' && (
            <Button icon={Check} busy={judge.isPending} onClick={() => judge.mutate({ verdict: 'keep' })}>
              {t('judge.keep')}
            </Button>
          )}
          {taker.state !== 'out' && (
            <Button icon={X} onClick={() => setAsked('exclude')}>
              {t('judge.exclude')}
            </Button>
          )}
          {(taker.state === 'kept' || taker.state === 'out') && (
            <Button icon={Undo2} onClick={() => judge.mutate({ verdict: 'reopen' })}>
              {t('judge.reopen')}
            </Button>
          )}
          <Button onClick={() => setAsked('merge')}>{t('merge.verb')}</Button>
        </div>
      )}
      <section className="flex flex-col gap-2">
        <h3 className="font-medium">{t('entries')}</h3>
        <ul className="flex flex-col divide-y divide-line">
          {entries.map((entry) => (
            <li key={entry.id} className="flex flex-col gap-0.5 py-2">
              <span className="flex flex-wrap items-center gap-2">
                <Badge>{t(`ways.${entry.way}`)}</Badge>
                {entry.url ? (
                  <a
                    className="truncate underline"
                    href={entry.url}
                    target="_blank"
                    rel="noreferrer noopener"
                  >
                    {entry.handle || entry.name}
                  </a>
                ) : (
                  <span className="break-words">{[entry.name, entry.mail].filter(Boolean).join(' · ')}</span>
                )}
                {!entry.counts && <Badge tone="warn">{t('doesNotCount')}</Badge>}
              </span>
              {entry.words && <span className="break-words whitespace-pre-wrap">{entry.words}</span>}
              <span className="text-sm text-muted figures">
                {formats.moment(entry.at)}
                {!entry.timed && ` · ${t('untimed')}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {claims.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{t('claims.title')}</h3>
          {claims.map(({ network, handle, provenAt, personId }) => (
            <span key={`${network} ${handle}`} className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 break-words">{handle}</span>
              <Badge tone={provenAt ? 'good' : 'quiet'}>
                {t(provenAt ? 'claims.proven' : 'claims.notProven')}
              </Badge>
              {personId && personId !== taker.id && (
                <Button size="small" onClick={() => onOther(personId)}>
                  {t('claims.look')}
                </Button>
              )}
            </span>
          ))}
          <p className="text-sm text-muted">{t('claims.help')}</p>
        </section>
      )}
      {merged.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{t('mergedTitle')}</h3>
          {merged.map(({ id, who, how }) => (
            <span key={id} className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 break-words">{who}</span>
              <Badge>{t(`mergedHow.${how}`)}</Badge>
              {judges && (
                <Button size="small" onClick={() => setAsked({ split: id })}>
                  {t('split.verb')}
                </Button>
              )}
            </span>
          ))}
        </section>
      )}
      {notes.length > 0 && (
        <section className="flex flex-col gap-1 text-sm">
          <h3 className="text-base font-medium">{t('history')}</h3>
          {notes.map(({ what, reason, other, by, at: when }) => (
            <span key={`${when}${what}`} className="figures">
              {[formats.moment(when), t(`notes.${what}`), other, by, reason].filter(Boolean).join(' · ')}
            </span>
          ))}
        </section>
      )}
      {detail.leaf && (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{t('proof.title')}</h3>
          <p className="text-sm text-muted">{t('proof.help')}</p>
          <Digest label={t('proof.code')} value={detail.salt} />
          <Digest label={t('proof.identity')} value={detail.identity} />
          <Digest label={t('proof.leaf')} value={detail.leaf} />
        </section>
      )}
      <Button look="danger" icon={Trash2} className="self-start" onClick={() => setAsked('erase')}>
        {t('erase.verb')}
      </Button>
      {asked === 'exclude' && (
        <ReasonDialog
          title={t('judge.excludeTitle')}
          help={t('judge.excludeHelp')}
          verb={t('judge.exclude')}
          busy={judge.isPending}
          onClose={close}
          onReason={(reason) => judge.mutate({ verdict: 'exclude', reason })}
        />
      )}
      {asked === 'merge' && (
        <MergeDialog
          contest={contest}
          own={taker.id}
          busy={merge.isPending}
          onClose={close}
          onMerge={(into, reason) => merge.mutate({ into, reason })}
        />
      )}
      {asked !== null && typeof asked === 'object' && (
        <ReasonDialog
          title={t('split.title')}
          verb={t('split.verb')}
          busy={split.isPending}
          onClose={close}
          onReason={(reason) => split.mutate({ other: asked.split, reason })}
        />
      )}
      {asked === 'erase' && (
        <Dialog
          open
          onClose={close}
          title={t('erase.title')}
          help={t('erase.help')}
          actions={
            <Button look="danger" busy={erase.isPending} onClick={() => erase.mutate(undefined)}>
              {t('erase.verb')}
            </Button>
          }
        >
          {null}
        </Dialog>
      )}
    </div>
  )
}

/** Which other one they are: found by name, handle or mail address. */
function MergeDialog(props: {
  contest: Contest
  own: string
  busy: boolean
  onClose: () => void
  onMerge: (into: string, reason: string) => void
}) {
  const { contest, own, busy, onClose, onMerge } = props
  const t = useWords('contests')
  const [q, setQ] = useState('')
  const [into, setInto] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const found = useTakers(contest.id, undefined, q)
  const items = (found.data?.pages[0]?.items ?? []).filter(({ id }) => id !== own).slice(0, 10)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('merge.title')}
      help={t('merge.help')}
      actions={
        <Button
          look="primary"
          busy={busy}
          disabled={!into || reason.trim().length < 3}
          onClick={() => into && onMerge(into, reason.trim())}
        >
          {t('merge.verb')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('search')}>
          <Input type="search" value={q} onChange={({ target }) => setQ(target.value)} />
        </Field>
        <ul className="flex flex-col gap-1">
          {items.map(({ id, who, mail }) => (
            <li key={id}>
              <label className="flex items-center gap-2.5 py-1">
                <input
                  type="radio"
                  name="into"
                  className="size-4.5"
                  checked={into === id}
                  onChange={() => setInto(id)}
                />
                <span className="min-w-0 break-words">{[who, mail].filter(Boolean).join(' · ')}</span>
              </label>
            </li>
          ))}
        </ul>
        <Field label={t('reason')} required>
          <Input maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
