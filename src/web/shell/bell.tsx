import { cx } from '../kit/class.ts'

/** The sign of the house: a bell, and beside it the keys that ring it. */
export const Bell = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={cx('shrink-0', className)}>
    <path
      fill="currentColor"
      d="M16 3.2a2 2 0 0 1 2 2v.7c4 .9 6.7 4.3 6.7 8.6v3.2c0 1.5.5 2.9 1.5 4l.9 1.1c1 1.2.2 3.1-1.4 3.1H6.3c-1.6 0-2.4-1.9-1.4-3.1l.9-1.1c1-1.1 1.5-2.5 1.5-4v-3.2C7.3 10.200 10 6.800 14 5.900v-.7a2 2 0 0 1 2-2Z"
    />
    <path fill="currentColor" opacity=".55" d="M12.600 27.600h6.800a3.400 3.400 0 0 1-6.800 0Z" />
  </svg>
)
