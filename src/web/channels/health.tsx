import type { Channel } from '../../modules/channels/accounts/contract.ts'
import { useFailureWords } from '../api/failure-words.ts'
import { cx } from '../kit/class.ts'
import { type Formats, useFormats } from '../kit/format.ts'
import { type Tone, toneText } from '../kit/state.ts'
import { useWords } from '../kit/words.ts'

type Health = Channel['health']

const tones = { good: 'good', notice: 'warn', trouble: 'bad' } satisfies Record<Health['level'], Tone>

/** How a channel is, as a sentence in the person's language. */
export function useHealthWords(): (health: Health) => string {
  const t = useWords('channels')
  const formats = useFormats()
  const failureWords = useFailureWords()
  return ({ code, facts }) => {
    const { reason = '', code: why = '', network = '' } = facts
    // What the network said is in English; what its code means is said in the person's language.
    const { title } = failureWords({ code: String(why), words: String(reason) }, String(network))
    return t(`health.${code}`, { ...filled, ...readable(facts, formats), reason: title })
  }
}

/** Every fact that some sentence asks for; those it does not ask for are not seen. */
const filled = { at: '', until: '', days: 0, reason: '', server: '', failures: 0 }

function readable(facts: Health['facts'], formats: Formats): Record<string, string | number> {
  const instants = new Set(['at', 'until'])
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, instants.has(name) ? formats.moment(value) : value]),
  )
}

export function HealthLine({ health, className }: { health: Health; className?: string }) {
  const say = useHealthWords()
  return (
    <span
      className={cx(
        'text-sm',
        health.level === 'good' ? 'text-muted' : toneText[tones[health.level]],
        className,
      )}
    >
      {say(health)}
    </span>
  )
}
