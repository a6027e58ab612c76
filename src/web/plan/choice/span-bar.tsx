import type { Interval } from '../../../modules/plan/choice/contract.ts'
import { cx } from '../../kit/class.ts'

type Props = { interval: Interval; muted?: boolean }

/** An interval between nothing and all, with a mark where the truth is likeliest. What it shows stands beside it in words. */
export const SpanBar = ({ interval: { low, mid, high }, muted }: Props) => (
  <span aria-hidden className="relative block h-2 w-full overflow-hidden rounded-full bg-quiet-soft">
    <span
      className={cx('absolute inset-y-0 rounded-full', muted ? 'bg-quiet-mark' : 'bg-accent-soft')}
      style={{ left: `${low * 100}%`, width: `${Math.max(1, (high - low) * 100)}%` }}
    />
    {!muted && (
      <span
        className="absolute inset-y-0 w-1 -translate-x-1/2 rounded-full bg-accent-solid"
        style={{ left: `${mid * 100}%` }}
      />
    )}
  </span>
)
