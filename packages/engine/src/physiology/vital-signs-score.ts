/**
 * The health score: five component scores of 0 to 4, summed. It is computed from the signs, never kept beside them.
 *
 * Source: simulation design, section 4 (bands after calibration 3.2, the SIMEDIS score; estimate).
 */
export function healthScore(
  heartRate: number,
  systolic: number,
  respiratoryRate: number,
  spo2: number,
  gcs: number,
): number {
  return (
    scoreHeartRate(heartRate) +
    scoreSystolic(systolic) +
    scoreRespiratoryRate(respiratoryRate) +
    scoreSpo2(spo2) +
    scoreGcs(gcs)
  );
}

/** 60–110 is 4; 50–59 and 111–130 3; 40–49 and 131–150 2; any other beat 1; none 0. Per minute. */
function scoreHeartRate(heartRate: number): number {
  if (heartRate >= 60 && heartRate <= 110) return 4;
  if (heartRate >= 50 && heartRate <= 130) return 3;
  if (heartRate >= 40 && heartRate <= 150) return 2;
  return heartRate > 0 ? 1 : 0;
}

/** 100 and more is 4; 80–99 3; 60–79 2; 1–59 1; none 0. mmHg. */
function scoreSystolic(systolic: number): number {
  if (systolic >= 100) return 4;
  if (systolic >= 80) return 3;
  if (systolic >= 60) return 2;
  return systolic > 0 ? 1 : 0;
}

/** 10–24 is 4; 25–35 3; over 35 2; 1–9 1; none 0. Per minute. */
function scoreRespiratoryRate(respiratoryRate: number): number {
  if (respiratoryRate > 35) return 2;
  if (respiratoryRate > 24) return 3;
  if (respiratoryRate >= 10) return 4;
  return respiratoryRate > 0 ? 1 : 0;
}

/** 95 and more is 4; 90–94 3; 80–89 2; 70–79 1; under 70 0. Percent. */
function scoreSpo2(spo2: number): number {
  if (spo2 >= 95) return 4;
  if (spo2 >= 90) return 3;
  if (spo2 >= 80) return 2;
  return spo2 >= 70 ? 1 : 0;
}

/** 14 and 15 is 4; 11–13 3; 8–10 2; 4–7 1; 3 0. */
function scoreGcs(gcs: number): number {
  if (gcs >= 14) return 4;
  if (gcs >= 11) return 3;
  if (gcs >= 8) return 2;
  return gcs >= 4 ? 1 : 0;
}
