/**
 * So many places, of which one workspace takes at most half: whoever comes finds some free, however much another has
 * to send.
 */
export class Places {
  private readonly most: number
  private readonly taken = new Map<string, number>()
  private all = 0

  constructor(most: number) {
    this.most = most
  }

  full(): boolean {
    return this.all >= this.most
  }

  freeFor(workspaceId: string): boolean {
    return !this.full() && (this.taken.get(workspaceId) ?? 0) < this.most / 2
  }

  count(): number {
    return this.all
  }

  take(workspaceId: string): void {
    this.all++
    this.taken.set(workspaceId, (this.taken.get(workspaceId) ?? 0) + 1)
  }

  leave(workspaceId: string): void {
    this.all--
    const left = (this.taken.get(workspaceId) ?? 0) - 1
    if (left > 0) this.taken.set(workspaceId, left)
    else this.taken.delete(workspaceId)
  }
}
