import { Dices, Download, LockKeyhole } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type Contest, type DrawReason, drawReasons } from '../../../modules/create/contests/contract.ts'
import { addressOf } from '../../../modules/create/contests/plain/drand.ts'
import { useMay } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { DateTimeField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toInstant } from '../../kit/zone.ts'
import { Digest } from './digest.tsx'
import { useStep } from './use-contest.ts'
import { WinnersCard } from './winners-card.tsx'

/** From the end to the winners: the list is closed and published, then drawn from, once. */
export function DrawView({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const formats = useFormats()
  const { commitment, listHash, endsAt } = contest
  return (
    <>
      {commitment && (
        <Card title={t('draw.public')} help={t('draw.publicHelp')}>
          <div className="flex flex-col gap-3">
            <Digest label={t('draw.commitment')} value={commitment} />
            {listHash && <Digest label={t('draw.listHash')} value={listHash} />}
            {contest.beacon && (
              <p>
                {t('draw.beaconNamed', {
                  words: contest.beacon.words,
                  when: formats.moment(contest.beacon.at, contest.timeZone),
                })}
              </p>
            )}
            {listHash && (
              <Button asChild icon={Download} className="self-start">
                <a
                  href={`/api/v1/contest-pages/${contest.url.split('/').at(-1)}/draw`}
                  download="carillon-draw.json"
                >
                  {t('draw.file')}
                </a>
              </Button>
            )}
          </div>
        </Card>
      )}
      {contest.stage === 'open' && endsAt && <CloseCard contest={contest} endsAt={endsAt} />}
      {(contest.stage === 'frozen' || contest.stage === 'drawn') && <RoundCard contest={contest} />}
      {contest.draws.length > 0 && <WinnersCard contest={contest} />}
    </>
  )
}

function CloseCard({ contest, endsAt }: { contest: Contest; endsAt: string }) {
  const t = useWords('contests')
  const may = useMay()
  const formats = useFormats()
  const [asked, setAsked] = useState(false)
  const over = endsAt <= new Date().toISOString()
  const unread = contest.posts.filter(({ readAfterEnd }) => !readAfterEnd).length
  return (
    <Card title={t('close.title')} help={t('close.help')}>
      <div className="flex flex-col items-start gap-3">
        {!over && <p>{t('close.notOver', { when: formats.moment(endsAt, contest.timeZone) })}</p>}
        {contest.counts.aside > 0 && (
          <Alert tone="warn" className="w-full">
            {t('close.judgeFirst', { count: contest.counts.aside })}
          </Alert>
        )}
        {over && unread > 0 && (
          <Alert tone="warn" className="w-full">
            {t('close.unread', { count: unread })}
          </Alert>
        )}
        {may('plan.manage') && (
          <Button
            look="primary"
            icon={LockKeyhole}
            disabled={!over || contest.counts.aside > 0}
            onClick={() => setAsked(true)}
          >
            {t('close.verb')}
          </Button>
        )}
      </div>
      {asked && <CloseDialog contest={contest} unread={unread} onClose={() => setAsked(false)} />}
    </Card>
  )
}

type Freeze = { version: number; beacon: 'drand' | { words: string; at: string } | null; anyway: boolean }
const numbers = ['drand', 'own', 'none'] as const

function CloseDialog({
  contest,
  unread,
  onClose,
}: {
  contest: Contest
  unread: number
  onClose: () => void
}) {
  const t = useWords('contests')
  const [number, setNumber] = useState<(typeof numbers)[number]>('drand')
  const own = number === 'own'
  const [words, setWords] = useState('')
  const [at, setAt] = useState('')
  const [anyway, setAnyway] = useState(false)
  const close = useStep<Freeze>(contest.id, 'list', () => {
    toast(t('close.done'))
    onClose()
  })
  const whole = !own || (words.trim().length >= 3 && at !== '')
  const instant = at && toInstant(at, contest.timeZone)
  const named = own && instant ? { words: words.trim(), at: instant.at.toISOString() } : null
  const beacon = number === 'drand' ? 'drand' : named
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('close.title')}
      help={t('close.once')}
      actions={
        <Button
          look="primary"
          busy={close.isPending}
          disabled={!whole || (unread > 0 && !anyway)}
          onClick={() => close.mutate({ version: contest.version, beacon, anyway })}
        >
          {t('close.verb')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {unread > 0 && <Checkbox label={t('close.anyway')} checked={anyway} onChange={setAnyway} />}
        <Field label={t('beacon.on')} help={t(`beacon.helpOf.${number}`)}>
          <Select
            value={number}
            onChange={setNumber}
            choices={numbers.map((value) => ({ value, label: t(`beacon.kinds.${value}`) }))}
          />
        </Field>
        {own && (
          <>
            <Field label={t('beacon.words')} help={t('beacon.wordsHelp')} required>
              <Input maxLength={300} value={words} onChange={({ target }) => setWords(target.value)} />
            </Field>
            <Field label={t('beacon.at')} required>
              <DateTimeField label={t('beacon.at')} value={at} zone={contest.timeZone} onChange={setAt} />
            </Field>
          </>
        )}
      </div>
    </Dialog>
  )
}

type Draw = { round: number; reason: DrawReason; winners: number; beacon: string }

const longestTimerMs = 3_600_000

/** Whether an instant is still to come; whoever stays on the page sees when it has. */
function useWaits(at: string | null): boolean {
  const [now, setNow] = useState(Date.now)
  const left = at === null ? 0 : Date.parse(at) - now
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left + 100, longestTimerMs))
    return () => clearTimeout(timer)
  }, [left])
  return left > 0
}

/** The first round, and a further one for who does not get the prize. */
function RoundCard({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const may = useMay()
  const formats = useFormats()
  const round = contest.draws.length + 1
  const first = round === 1
  const [reason, setReason] = useState<DrawReason>('no_answer')
  const [winners, setWinners] = useState(1)
  const [beacon, setBeacon] = useState('')
  const draw = useStep<Draw>(contest.id, 'draws', () => toast(t('draw.done')))
  const waits = useWaits(contest.beacon?.at ?? null)
  const drand = contest.beacon?.drand ?? null
  const asksBeacon = first && contest.beacon !== null && drand === null
  // Where the program does not reach the league, a person copies what it published.
  const [typing, setTyping] = useState(false)
  if (!may('plan.manage') || contest.erasedAt) return null
  return (
    <Card
      title={first ? t('draw.title', { count: contest.winners }) : t('draw.another')}
      help={first ? t('draw.help') : t('draw.anotherHelp')}
    >
      <div className="flex flex-col items-start gap-4">
        {waits && contest.beacon && (
          <Alert tone="info">
            {t('draw.waits', { when: formats.moment(contest.beacon.at, contest.timeZone) })}
          </Alert>
        )}
        {asksBeacon && (
          <Field label={t('beacon.value')} help={contest.beacon?.words} required className="w-full">
            <Input value={beacon} maxLength={1000} onChange={({ target }) => setBeacon(target.value)} />
          </Field>
        )}
        {first && drand !== null && !waits && (
          <div className="flex w-full flex-col items-start gap-2">
            <p className="text-sm text-muted">
              {t('beacon.byItself')}{' '}
              <a className="underline" href={addressOf(drand)} target="_blank" rel="noreferrer noopener">
                {contest.beacon?.words}
              </a>
            </p>
            {typing ? (
              <Field label={t('beacon.signature')} help={t('beacon.signatureHelp')} className="w-full">
                <Input value={beacon} maxLength={1000} onChange={({ target }) => setBeacon(target.value)} />
              </Field>
            ) : (
              <Button look="quiet" size="small" onClick={() => setTyping(true)}>
                {t('beacon.typeIt')}
              </Button>
            )}
          </div>
        )}
        {!first && (
          <div className="grid w-full gap-4 sm:grid-cols-2">
            <Field label={t('reason')}>
              <Select
                value={reason}
                onChange={setReason}
                choices={drawReasons
                  .filter((one) => one !== 'first')
                  .map((value) => ({ value, label: t(`reasons.${value}`) }))}
              />
            </Field>
            <Field label={t('fields.winners')}>
              <Input
                type="number"
                min={1}
                max={100}
                value={winners}
                onChange={({ target }) => setWinners(Number(target.value) || 1)}
              />
            </Field>
          </div>
        )}
        <Button
          look={first ? 'primary' : 'secondary'}
          icon={Dices}
          busy={draw.isPending}
          disabled={waits || (asksBeacon && beacon.trim() === '')}
          onClick={() => draw.mutate({ round, reason: first ? 'first' : reason, winners, beacon })}
        >
          {t('draw.verb')}
        </Button>
      </div>
    </Card>
  )
}
