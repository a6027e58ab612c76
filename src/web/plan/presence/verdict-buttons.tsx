import { useState } from 'react'
import type { AnyVerdict } from '../../../modules/plan/presence/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { useSayVerdict } from './marks.tsx'

type Props<V extends AnyVerdict> = {
  verdicts: readonly V[]
  held: AnyVerdict | null
  busy: boolean
  onJudge: (verdict: V, reason: string, done: () => void) => void
  label: string
  /** Without a line for why, where there is no room for one. */
  bare?: boolean
}

/** The verdicts side by side, the one that holds pressed, and a line for why. What was typed stays until it is saved. */
export function VerdictButtons<V extends AnyVerdict>({
  verdicts,
  held,
  busy,
  onJudge,
  label,
  bare,
}: Props<V>) {
  const t = useWords('presence')
  const say = useSayVerdict()
  const [reason, setReason] = useState('')
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {verdicts.map((verdict) => (
          <Button
            key={verdict}
            aria-pressed={held === verdict}
            look={held === verdict ? 'primary' : 'secondary'}
            disabled={busy}
            onClick={() => onJudge(verdict, reason.trim(), () => setReason(''))}
          >
            {say(verdict)}
          </Button>
        ))}
      </div>
      {!bare && (
        <Field label={t('why')} help={t('whyHelp')} optional>
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
    </fieldset>
  )
}
