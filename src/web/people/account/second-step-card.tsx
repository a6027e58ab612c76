import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import {
  RecoveryCodes as Codes,
  type ProveBody,
  type SecondStep,
} from '../../../modules/people/second-step/contract.ts'
import { api } from '../../api/client.ts'
import { askMe } from '../../api/me.ts'
import { askSecondStep } from '../../api/second-step.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ProveForm } from './prove-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TurnOn } from './turn-on-form.tsx'

/** Fewer are told as something to look after. */
const fewCodes = 3

/** Whether a code is asked after the password, and what goes with it. */
export function SecondStepCard() {
  const t = useWords('people')
  const words = useProblemWords()
  const step = useQuery(askSecondStep())
  return (
    <Card title={t('secondStep.title')} help={t('secondStep.help')}>
      {step.isPending && <Skeleton className="h-20 w-full" />}
      {step.error && <ErrorState small words={words(step.error)} onRetry={() => void step.refetch()} />}
      {step.data && <Standing step={step.data} />}
    </Card>
  )
}

type Asked = 'on' | 'off' | 'codes' | null

function Standing({ step }: { step: SecondStep }) {
  const t = useWords('people')
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const close = () => setAsked(null)
  const changed = () => {
    close()
    void client.invalidateQueries({ queryKey: askSecondStep().queryKey })
    void client.invalidateQueries({ queryKey: askMe().queryKey })
  }
  const show = (made: readonly string[]) => {
    setCodes(made)
    changed()
  }
  const turnOff = async (body: ProveBody) => {
    await api.post('/me/second-step/off', { body, workspace: null })
    changed()
    toast(t('secondStep.turnedOff'))
  }
  const renew = async (body: ProveBody) =>
    show((await api.post('/me/second-step/recovery-codes', { body, schema: Codes, workspace: null })).codes)
  return (
    <>
      {step.on ? (
        <On step={step} onAsk={setAsked} />
      ) : (
        <Button onClick={() => setAsked('on')}>{t('secondStep.turnOn')}</Button>
      )}
      {asked === 'on' && <TurnOn onClose={close} onDone={show} />}
      {asked === 'codes' && (
        <ProveForm
          title={t('secondStep.newCodes')}
          help={t('secondStep.newCodesWords')}
          verb={t('secondStep.newCodes')}
          onClose={close}
          act={renew}
        />
      )}
      {asked === 'off' && (
        <ProveForm
          title={t('secondStep.turnOff')}
          help={t('secondStep.turnOffWords')}
          verb={t('secondStep.turnOff')}
          danger
          onClose={close}
          act={turnOff}
        />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
    </>
  )
}

function On({ step, onAsk }: { step: SecondStep; onAsk: (what: Asked) => void }) {
  const t = useWords('people')
  const formats = useFormats()
  const left = step.recoveryCodesLeft
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="good" icon={ShieldCheck}>
          {t('secondStep.on')}
        </Badge>
        <span className="text-sm text-muted">
          {step.since && `${t('secondStep.since', { when: formats.day(step.since) })} · `}
          {t('secondStep.codesLeft', { count: left })}
        </span>
      </p>
      {left < fewCodes && <Alert tone="warn">{t('secondStep.fewCodes')}</Alert>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onAsk('codes')}>{t('secondStep.newCodes')}</Button>
        <Button onClick={() => onAsk('off')}>{t('secondStep.turnOff')}</Button>
      </div>
    </div>
  )
}
