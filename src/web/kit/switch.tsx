import { Check, Minus } from 'lucide-react'
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { cx } from './class.ts'

type Props = {
  checked: boolean
  onChange: (checked: boolean) => void
  label: ReactNode
  help?: ReactNode
  disabled?: boolean
  hideLabel?: boolean
  className?: string
}

/** On or off, at once. The whole row can be pressed. */
export function Switch({ checked, onChange, label, help, disabled, hideLabel, className }: Props) {
  const id = useId()
  return (
    <div className={cx('flex items-start justify-between gap-4', className)}>
      <Caption id={id} label={label} help={help} hide={hideLabel} />
      <RadixSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative mt-0.5 h-6 w-10 shrink-0 rounded-full bg-edge transition-colors data-[state=checked]:bg-accent-solid disabled:opacity-50"
      >
        <RadixSwitch.Thumb className="block size-5 translate-x-0.5 rounded-full bg-white shadow-low transition-transform data-[state=checked]:translate-x-4.5" />
      </RadixSwitch.Root>
    </div>
  )
}

/** Chosen or not, among others or before something is sent. */
export function Checkbox(props: Omit<Props, 'checked'> & { checked: boolean | 'some' }) {
  const { checked, onChange, label, help, disabled, hideLabel, className } = props
  const id = useId()
  return (
    <div className={cx('flex items-start gap-2.5', className)}>
      <RadixCheckbox.Root
        id={id}
        checked={checked === 'some' ? 'indeterminate' : checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative mt-px flex size-4.5 shrink-0 items-center justify-center rounded-sm border border-edge bg-surface text-on-accent transition-colors before:absolute before:-inset-2 before:content-[''] data-[state=checked]:border-accent-solid data-[state=checked]:bg-accent-solid data-[state=indeterminate]:border-accent-solid data-[state=indeterminate]:bg-accent-solid disabled:opacity-50"
      >
        <RadixCheckbox.Indicator>
          {checked === 'some' ? (
            <Minus aria-hidden className="size-3.5" />
          ) : (
            <Check aria-hidden className="size-3.5" />
          )}
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <Caption id={id} label={label} help={help} hide={hideLabel} />
    </div>
  )
}

const Caption = ({
  id,
  label,
  help,
  hide,
}: {
  id: string
  label: ReactNode
  help?: ReactNode
  hide?: boolean
}) => (
  <div className={cx('min-w-0', hide && 'sr-only')}>
    <label htmlFor={id} className="block text-base text-text">
      {label}
    </label>
    {help && (
      <p id={`${id}-help`} className="text-sm text-muted">
        {help}
      </p>
    )}
  </div>
)
