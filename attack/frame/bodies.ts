/** What a person would write, for requests in which only the planted part is hostile. */
export const idea = (media: object[] = []) => ({ parts: [{ text: 'Ours', media }] })

export const goal = {
  name: 'Grow',
  metric: 'followers',
  scope: { kind: 'workspace', id: null },
  baseline: 10,
  target: 20,
  startsOn: '2030-01-01',
  deadline: '2030-06-01',
}
