import { useTranslations } from 'use-intl'
import type { Field } from '../../../networks/kit/manifest.ts'

type Lookup = { (key: string): string; has(key: string): boolean }

/** Words for a network's settings in the person's language; a network that has none yet speaks as its manifest does. */
export function useOptionWords(network: string) {
  const t = useTranslations() as unknown as Lookup
  const say = (name: string, own: string): string => {
    const key = `composer.options.${network}.${name}`
    return t.has(key) ? t(key) : own
  }
  return {
    label: (field: Field) => say(`${field.name}.label`, field.label),
    help: (field: Field) => (field.help ? say(`${field.name}.help`, field.help) : undefined),
    choice: (field: Field, value: string) =>
      say(`${field.name}.${value}`, field.choices?.find((choice) => choice.value === value)?.label ?? value),
  }
}
