import { Check, ChevronDown, ChevronsUpDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class.ts'
import { useField } from './field.tsx'
import { inputLook } from './input.tsx'

export type Choice<V extends string = string> = {
  value: V
  label: string
  mark?: ReactNode
  help?: string
  disabled?: boolean
}

export type SelectProps<V extends string> = {
  value: V | undefined
  onChange: (value: V) => void
  choices: readonly Choice<V>[]
  placeholder?: string
  /** Needed outside a `Field`. */
  label?: string
  disabled?: boolean
  name?: string
  id?: string
  /** Looks like plain text with an arrow, for headers. */
  bare?: boolean
  className?: string
}

/** One of several, by mouse, keyboard and typing ahead. A value is never empty: name the absence (`all`, `none`). */
export function Select<V extends string>(props: SelectProps<V>) {
  const { value, onChange, choices, placeholder, label, disabled, name, bare, className } = props
  const field = useField(props)
  return (
    <Radix.Root
      value={value ?? ''}
      onValueChange={(next) => {
        const found = choices.find((choice) => choice.value === next)
        if (found) onChange(found.value)
      }}
      disabled={disabled}
      name={name}
    >
      <Radix.Trigger
        {...field}
        aria-label={label}
        className={cx(
          'inline-flex items-center justify-between gap-2 text-left data-placeholder:text-faint',
          bare
            ? 'min-h-control rounded-md px-2 font-medium text-text hover:bg-hover'
            : cx(inputLook, 'min-h-control py-1'),
          className,
        )}
      >
        <span className={cx('min-w-0', bare ? 'truncate' : 'line-clamp-2')}>
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          {bare ? (
            <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
          ) : (
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
          )}
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(24rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg bg-raised shadow-float data-[state=open]:animate-appear"
        >
          <Radix.Viewport className="p-1">
            {choices.map((choice) => (
              <SelectItem key={choice.value} choice={choice} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const SelectItem = ({ choice }: { choice: Choice }) => (
  <Radix.Item
    value={choice.value}
    disabled={choice.disabled}
    className="relative flex min-h-8 cursor-default items-center rounded-md py-1 pr-8 pl-2.5 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover touch:min-h-11"
  >
    <span className="flex min-w-0 flex-col">
      <Radix.ItemText>
        <span className="inline-flex items-center gap-2">
          {choice.mark}
          {choice.label}
        </span>
      </Radix.ItemText>
      {choice.help && <span className="text-xs text-muted">{choice.help}</span>}
    </span>
    <Radix.ItemIndicator className="absolute right-2.5">
      <Check aria-hidden className="size-4 text-accent" />
    </Radix.ItemIndicator>
  </Radix.Item>
)

/** The browser's own list, for very long ones such as time zones. */
export function NativeSelect({ className, ...rest }: ComponentProps<'select'>) {
  const field = useField(rest)
  return (
    <span className="relative block">
      <select
        {...field}
        {...rest}
        className={cx(inputLook, 'h-control appearance-none truncate pr-9', className)}
      />
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-faint"
      />
    </span>
  )
}
