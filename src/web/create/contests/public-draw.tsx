import { useState } from 'react'
import { DrawFile } from '../../../modules/create/contests/contract.ts'
import { addressOf } from '../../../modules/create/contests/plain/drand.ts'
import { leafOf, type Verified, verifyDraw } from '../../../modules/create/contests/plain/draw.ts'
import type { PublicContest } from '../../../modules/create/contests/plain/public.ts'
import { api, path } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { Digest } from './digest.tsx'

type Props = { token: string; page: PublicContest }

/** What is published of the draw, and how anybody repeats it, here or elsewhere. */
export function PublicDraw({ token, page: { draw, timeZone } }: Props) {
  const t = useWords('contests')
  const formats = useFormats()
  const when = (at: string) => formats.moment(at, timeZone)
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4 shadow-card">
      <h2 className="text-lg font-semibold">{t('draw.public')}</h2>
      <p>{t('outside.drawHelp')}</p>
      <Digest label={t('draw.commitment')} value={draw.commitment} />
      {draw.listHash && draw.frozenAt && draw.listed !== null && (
        <>
          <p className="figures">{t('outside.listed', { count: draw.listed, when: when(draw.frozenAt) })}</p>
          <Digest label={t('draw.listHash')} value={draw.listHash} />
        </>
      )}
      {draw.beacon && (
        <p className="break-words">
          {t('draw.beaconNamed', { words: draw.beacon.words, when: when(draw.beacon.at) })}
          {draw.beacon.drand && (
            <>
              {' '}
              <a
                className="underline"
                href={addressOf(draw.beacon.drand)}
                target="_blank"
                rel="noreferrer noopener"
              >
                {t('outside.drand')}
              </a>
            </>
          )}
        </p>
      )}
      {draw.rounds.map(({ round, reason, winners, drawnAt }) => (
        <p key={round} className="figures">
          {t('outside.round', { round, count: winners, when: when(drawnAt) })}
          {round > 1 && ` · ${t(`reasons.${reason}`)}`}
        </p>
      ))}
      {draw.listHash && <Check token={token} drawn={draw.rounds.length > 0} />}
    </section>
  )
}

type Result = { verified: Verified; mine: boolean | null }

/** Everything is reckoned anew in this browser, from what is published. */
function Check({ token, drawn }: { token: string; drawn: boolean }) {
  const t = useWords('contests')
  const words = useProblemWords()
  const [code, setCode] = useState('')
  const [mail, setMail] = useState('')
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Result | { wrong: string } | null>(null)
  const check = async () => {
    setBusy(true)
    try {
      // On plain http browsers keep their means of reckoning from pages.
      if (!globalThis.crypto?.subtle) return setResult({ wrong: t('outside.needsHttps') })
      const file = await api.get(path`/contest-pages/${token}/draw`, { schema: DrawFile, workspace: null })
      const identity = mail.includes('@') && !mail.includes(':') ? `mail:${plain(mail)}` : mail.trim()
      const mine = code.trim() ? file.list.includes(await leafOf(code.trim(), identity)) : null
      setResult({ verified: await verifyDraw(file), mine })
    } catch (error) {
      setResult({ wrong: words(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-3">
      <h3 className="font-medium">{t('outside.check')}</h3>
      <p className="text-sm text-muted">{t('outside.checkHelp')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('proof.code')} optional>
          <Input value={code} autoComplete="off" onChange={({ target }) => setCode(target.value)} />
        </Field>
        <Field label={t('outside.mail')} optional>
          <Input value={mail} autoComplete="off" onChange={({ target }) => setMail(target.value)} />
        </Field>
      </div>
      <span className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={() => void check()}>
          {t('outside.checkVerb')}
        </Button>
        <Button asChild look="quiet">
          <a href={`/api/v1/contest-pages/${token}/draw`} download="carillon-draw.json">
            {t('draw.file')}
          </a>
        </Button>
      </span>
      {result && <Told result={result} drawn={drawn} />}
    </div>
  )
}

/** As the list has it: what stands after a plus leads to the same box. */
function plain(mail: string): string {
  const [user = '', host = ''] = mail.trim().toLowerCase().split('@')
  return `${user.split('+')[0] || user}@${host}`
}

function Told({ result, drawn }: { result: Result | { wrong: string }; drawn: boolean }) {
  const t = useWords('contests')
  if ('wrong' in result) return <Alert tone="bad">{result.wrong}</Alert>
  const { verified, mine } = result
  return (
    <>
      {mine !== null && (
        <Alert tone={mine ? 'good' : 'warn'}>{t(mine ? 'outside.listedYes' : 'outside.listedNo')}</Alert>
      )}
      {verified.ok ? (
        <Alert tone="good">
          {t(drawn ? 'outside.holds' : 'outside.listHolds', { count: verified.entrants })}
        </Alert>
      ) : (
        <Alert tone="bad" title={t('outside.fails')}>
          <ul className="list-disc pl-5">
            {verified.faults.map(({ fault, round }) => (
              <li key={`${fault}${round}`}>{t(`faults.${fault}`, { round: round ?? 0 })}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}
