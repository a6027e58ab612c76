/** Alt with an arrow moves by days and weeks, so that what the mouse drags the keyboard moves too. */
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

export const stepKeys = 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown'

type Pressed = { altKey: boolean; key: string; preventDefault(): void }

/** By how many days a key moves; undefined for every other key. */
export const stepOf = ({ altKey, key }: Pressed): number | undefined => (altKey ? steps[key] : undefined)
