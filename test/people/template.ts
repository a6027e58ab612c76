/** A template of a content plan as a file has it. */
export const template = {
  kind: 'carillon.content-plan-template',
  edition: 1,
  name: 'Alone',
  content: {
    shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 },
    pillars: [],
    rubrics: [],
    lines: [{ perWeek: 3 }],
  },
}
