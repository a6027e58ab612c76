import type { ReactNode } from 'react'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { rebalance } from './rebalance.ts'

type Part = { key: string; label: string; mark?: ReactNode; share: number }
type Props = { parts: readonly Part[]; onChange: (shares: number[]) => void; disabled?: boolean }

/** Shares that are always 100 % together: who moves one moves the others a little. */
export function ShareFields({ parts, onChange, disabled }: Props) {
  const t = useWords('plan')
  const formats = useFormats()
  const shares = parts.map(({ share }) => share)
  const set = (at: number, value: number) => onChange(rebalance(shares, at, value))
  return (
    <div className="flex flex-col gap-3">
      {parts.map(({ key, label, mark, share }, at) => (
        <div
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)_auto]"
        >
          <span className="flex min-w-0 items-center gap-2">
            {mark}
            <span className="min-w-0 break-words">{label}</span>
          </span>
          <input
            type="range"
            min={0}
            max={100}
            value={share}
            disabled={disabled}
            aria-label={t('mix.shareOf', { name: label })}
            aria-valuetext={formats.percent(share / 100, 0)}
            onChange={(event) => set(at, Number(event.target.value))}
            className="h-control w-full min-w-0 cursor-pointer accent-(--accent-solid) max-sm:order-last max-sm:col-span-2"
          />
          <span className="flex items-center gap-1.5">
            <Input
              type="number"
              inputMode="numeric"
              min={0}
              max={100}
              value={share}
              disabled={disabled}
              aria-label={t('mix.percentOf', { name: label })}
              onChange={(event) => set(at, Number(event.target.value))}
              className="w-20 text-right figures"
            />
            <span aria-hidden className="text-muted">
              %
            </span>
          </span>
        </div>
      ))}
    </div>
  )
}
