const key = (workspace: string) => `carillon.channels.${workspace}`

/** The channels that this person chose last on this device. */
export function lastChannels(workspace: string): string[] {
  const text = localStorage.getItem(key(workspace)) ?? ''
  return text.split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id))
}

export const keepChannels = (workspace: string, ids: readonly string[]): void =>
  localStorage.setItem(key(workspace), ids.join(','))
