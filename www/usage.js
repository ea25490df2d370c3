// A card's usage by the day, from the platform's CDR.

const DAYS = 14;

const dayOf = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

export async function usageByDay(client, iccid, now) {
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(now - (DAYS - 1 - index) * 86_400));
  // The platform sums over all the days that are asked for: a day of its own is a question of its own.
  const answers = await Promise.all(days.map((day) => client.cdr.queryTraffic({ dateType: "daily", iccids: [iccid], startDate: day, endDate: day })));
  return days.map((day, index) => ({ label: day, value: Number(answers[index][0]?.traffic ?? 0) }));
}
