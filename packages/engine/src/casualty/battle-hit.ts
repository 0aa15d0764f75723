import type { PhysiologyName } from '@medical-patients/contract';
import type { ProcessName } from '../physiology/body.js';
import { log } from '../random/det-math.js';
import type { KeyedRandom } from '../random/keyed-random.js';
import { PURPOSE } from '../random/purposes.js';
import { MAX_WOUNDS } from '../record/care-path.js';
import { FLAG, PATHWAY } from '../record/codes.js';
import type { Casualty } from './casualty.js';
import { type ConditionIndex, SITE, SITES } from './condition-index.js';
import { CATASTROPHIC, type CompiledHit, classSums, type HitModel } from './hit-model.js';
import { Wounds } from './wounds.js';

const GROUP = { headNeck: 0, face: 1, thorax: 2, abdomen: 3, limb: 4 } as const;
const LOWEST_PATHWAY_AIS = 3;
/** Face wounds are capped at AIS 3; a moderate one can already block the airway. Estimate. */
const LOWEST_AIRWAY_AIS = 2;
/** Who is not dead at once lives past the first minute: `surviving_injury` counts them. */
const FIRST_MINUTE = 1;
/** Sub-streams beyond those of positions and wounds (an incident has far fewer than 2^24 casualties). */
const UNSURVIVABLE_STREAM = 0x40000000;
const HEAD_AIRWAY_STREAM = 0x50000000;
const DIAGNOSIS_STREAM = 0x60000000;

/** The process of a pathway that is not bleeding. */
const PROCESS_OF: Readonly<Record<number, ProcessName>> = {
  [PATHWAY.airway]: 'airway',
  [PATHWAY.tensionPneumothorax]: 'chest',
  [PATHWAY.brain]: 'brain',
  [PATHWAY.burn]: 'burn',
  [PATHWAY.sepsis]: 'sepsis',
};

/** First facts of a hit, settled before the wounds: how bad, and whether it can be survived. */
export interface HitVerdict {
  hitClass: number;
  isUnsurvivable: boolean;
  /** Dies within a minute. */
  isInstant: boolean;
  /** Unsurvivable by loss of blood from heart or great vessels: without bleeding pathways it would be survived. */
  bleedsOut: boolean;
}

/** Draws what battle hits do. Streams are keyed by incident and position, so they know nothing of care. */
export class BattleHits {
  /** The wounds of the casualty at hand. */
  readonly drawn = new Wounds();
  readonly #model: HitModel;
  readonly #physiology: Readonly<Record<PhysiologyName, number>>;
  readonly #index: ConditionIndex;
  readonly #hasBleeding: boolean;
  readonly #sums = new Float64Array(4);
  readonly #verdict: HitVerdict = {
    hitClass: 0,
    isUnsurvivable: false,
    isInstant: false,
    bleedsOut: false,
  };
  readonly #site = new Uint8Array(MAX_WOUNDS);
  readonly #kind = new Uint8Array(MAX_WOUNDS);

  constructor(
    model: HitModel,
    physiology: Readonly<Record<PhysiologyName, number>>,
    index: ConditionIndex,
    hasBleeding: boolean,
  ) {
    this.#model = model;
    this.#physiology = physiology;
    this.#index = index;
    this.#hasBleeding = hasBleeding;
  }

  /** Mechanism number shared by all casualties of an incident. */
  mechanismOf(key: number, warfare: number, random: KeyedRandom): number {
    random.open(PURPOSE.mechanism, key);
    return this.#model.mechanismRows[warfare][random.pick(this.#model.mechanismSums[warfare])];
  }

  /** Whether the mechanism wounds; the others (smoke, water, chemical agents) act on the whole body. */
  wounds(mechanism: number): boolean {
    return this.#model.hits[mechanism] !== null;
  }

  /** Overwritten by the next call. */
  verdict(
    key: number,
    position: number,
    mechanism: number,
    severityFactor: number,
    random: KeyedRandom,
  ): HitVerdict {
    const hit = this.#model.hits[mechanism];
    const verdict = this.#verdict;
    verdict.hitClass = 0;
    verdict.isUnsurvivable = false;
    verdict.isInstant = false;
    verdict.bleedsOut = false;
    if (hit === null) return verdict;
    random.open(PURPOSE.mechanism, key, 1 + position);
    verdict.hitClass = random.pick(classSums(hit, this.#model.severity * severityFactor, this.#sums));
    verdict.isUnsurvivable = verdict.hitClass === CATASTROPHIC && random.bernoulli(hit.unsurvivable);
    if (!verdict.isUnsurvivable) return verdict;
    verdict.isInstant = random.bernoulli(this.#physiology.instantShare);
    verdict.bleedsOut = random.bernoulli(this.#physiology.unsurvivableBleedingShare);
    if (verdict.bleedsOut && !this.#hasBleeding) {
      verdict.isUnsurvivable = false;
      verdict.isInstant = false;
    }
    return verdict;
  }

  /** Wounds a casualty: fills `drawn` and the body's processes from the verdict on. @returns how many wounds */
  strike(
    casualty: Casualty,
    key: number,
    position: number,
    verdict: HitVerdict,
    random: KeyedRandom,
  ): number {
    const hit = this.#model.hits[casualty.mechanism];
    if (hit === null) return 0;
    const count = this.#drawWounds(key, position, hit, verdict, random);
    this.#openPathways(casualty, key, position, count, random);
    if (verdict.isUnsurvivable) {
      random.open(PURPOSE.pathways, key, UNSURVIVABLE_STREAM + position);
      this.#settleUnsurvivable(casualty, verdict.isInstant, random);
    }
    this.#nameWounds(key, position, count, random);
    return count;
  }

  #drawWounds(
    key: number,
    position: number,
    hit: CompiledHit,
    verdict: HitVerdict,
    random: KeyedRandom,
  ): number {
    const { wounds } = this.#model;
    random.open(PURPOSE.wounds, key, position);
    const count = this.#woundCount(hit.meanWounds * this.#model.countFactor[verdict.hitClass], random);
    for (let i = 0; i < count; i++) {
      const group = random.pick(hit.regions);
      const side = random.uniform();
      let ais = 1 + random.pick(this.#model.ais[verdict.hitClass]);
      const site = this.#siteOf(group, side);
      if (group === GROUP.face) ais = Math.min(ais, wounds.faceCap);
      if (group === GROUP.limb && ais === 5) ais = random.bernoulli(wounds.limbFiveBecomesFour) ? 4 : 5;
      this.#place(i, ais, site, random.pick(hit.kinds));
    }
    if (verdict.isUnsurvivable || verdict.bleedsOut) this.#makeUnsurvivable(verdict);
    return count;
  }

  /** Geometric from 1, with the given mean. */
  #woundCount(mean: number, random: KeyedRandom): number {
    if (mean <= 1) return 1;
    const more = Math.floor(log(random.uniformOpen()) / log(1 - 1 / mean));
    return Math.min(MAX_WOUNDS, 1 + more);
  }

  #siteOf(group: number, draw: number): number {
    const { wounds } = this.#model;
    if (group === GROUP.headNeck) return draw < wounds.headShare ? SITE.head : SITE.neck;
    if (group === GROUP.face) return SITE.face;
    if (group === GROUP.thorax) return SITE.thorax;
    if (group === GROUP.abdomen) return SITE.abdomen;
    return draw < wounds.lowerLimbShare ? SITE.lowerLimb : SITE.upperLimb;
  }

  /** Keeps the wounds sorted, worst first. */
  #place(count: number, ais: number, site: number, kind: number): void {
    let at = count;
    while (at > 0 && this.drawn.ais[at - 1] < ais) {
      this.drawn.ais[at] = this.drawn.ais[at - 1];
      this.#site[at] = this.#site[at - 1];
      this.#kind[at] = this.#kind[at - 1];
      at--;
    }
    this.drawn.ais[at] = ais;
    this.#site[at] = site;
    this.#kind[at] = kind;
  }

  /** What kills at once lies in head, neck or trunk; what bleeds out, not in the head. */
  #makeUnsurvivable({ isInstant, bleedsOut }: HitVerdict): void {
    const site = this.#site[0];
    if (bleedsOut && site === SITE.head) this.#site[0] = SITE.thorax;
    else if (site !== SITE.head && site !== SITE.neck && site !== SITE.thorax && site !== SITE.abdomen) {
      // Follows the wound's own site, so that no further draw is needed: upper half to the head, lower to the trunk.
      this.#site[0] = bleedsOut || site === SITE.lowerLimb ? SITE.thorax : SITE.head;
    }
    this.drawn.ais[0] = isInstant ? 6 : Math.max(5, this.drawn.ais[0]);
  }

  #openPathways(casualty: Casualty, key: number, position: number, count: number, random: KeyedRandom): void {
    const { pathways } = this.#model;
    const p = this.#physiology;
    const { body } = casualty;
    const now = casualty.injuryMinutes;
    for (let i = 0; i < count; i++) {
      this.drawn.pathways[i] = 0;
      const lowest = this.#site[i] === SITE.face ? LOWEST_AIRWAY_AIS : LOWEST_PATHWAY_AIS;
      if (this.drawn.ais[i] < lowest) continue;
      random.open(PURPOSE.pathways, key, position * MAX_WOUNDS + i);
      const level = Math.min(2, Math.max(0, this.drawn.ais[i] - LOWEST_PATHWAY_AIS));
      this.drawn.pathways[i] = this.#openWound(casualty, i, level, random);
    }
    if (body.brain.isLethal) {
      random.open(PURPOSE.pathways, key, HEAD_AIRWAY_STREAM + position);
      if (random.bernoulli(pathways.airwayWithBrain)) {
        this.#open(casualty, PATHWAY.airway, random.logNormal(p.airwayMinutes, p.airwaySigma));
      }
    }
    body.bleeding.update(now);
  }

  #openWound(casualty: Casualty, wound: number, level: number, random: KeyedRandom): number {
    const { pathways } = this.#model;
    const p = this.#physiology;
    const { bleeding } = casualty.body;
    const site = this.#site[wound];
    let opened = 0;
    if (this.#kind[wound] === 3) return this.#openBurn(casualty, level, random);
    switch (site) {
      case SITE.face:
        if (random.bernoulli(pathways.airwayFace)) {
          opened |= this.#open(casualty, PATHWAY.airway, random.logNormal(p.airwayMinutes, p.airwaySigma));
        }
        break;
      case SITE.head:
        if (random.bernoulli(pathways.brain[level])) opened |= this.#openBrain(casualty, level, random);
        break;
      case SITE.neck:
        if (this.#hasBleeding && random.bernoulli(pathways.neckJunctional[level])) {
          bleeding.junctionalFlow += random.logNormal(p.junctionalFlowMedian, p.junctionalFlowSigma);
          opened |= 1 << PATHWAY.junctionalBleeding;
        }
        break;
      case SITE.thorax:
        if (this.#hasBleeding && random.bernoulli(pathways.thoraxBleeding[level])) {
          bleeding.torsoFlow +=
            random.logNormal(p.torsoFlowMedian, p.torsoFlowSigma) * pathways.torsoFlowByAis[level];
          opened |= 1 << PATHWAY.torsoBleeding;
        }
        if (random.bernoulli(pathways.tensionPneumothorax[level])) {
          opened |= this.#open(
            casualty,
            PATHWAY.tensionPneumothorax,
            random.logNormal(p.tensionMinutes, p.tensionSigma),
          );
        }
        break;
      case SITE.abdomen:
        if (this.#hasBleeding && random.bernoulli(pathways.abdomenBleeding[level])) {
          bleeding.torsoFlow +=
            random.logNormal(p.torsoFlowMedian, p.torsoFlowSigma) * pathways.torsoFlowByAis[level];
          opened |= 1 << PATHWAY.torsoBleeding;
        } else if (this.#hasBleeding && random.bernoulli(pathways.abdomenJunctional[level])) {
          bleeding.junctionalFlow += random.logNormal(p.junctionalFlowMedian, p.junctionalFlowSigma);
          opened |= 1 << PATHWAY.junctionalBleeding;
        }
        if (random.bernoulli(pathways.sepsisAbdomen[level])) {
          opened |= this.#open(casualty, PATHWAY.sepsis, random.logNormal(p.sepsisHours, p.sepsisSigma) * 60);
        }
        break;
      default:
        opened |= this.#openLimb(casualty, level, random);
    }
    return opened;
  }

  #openLimb(casualty: Casualty, level: number, random: KeyedRandom): number {
    const { pathways } = this.#model;
    const p = this.#physiology;
    const { bleeding } = casualty.body;
    let opened = 0;
    if (this.#hasBleeding && random.bernoulli(pathways.limbBleeding[level])) {
      const flow = random.logNormal(p.limbFlowMedian, p.limbFlowSigma);
      if (random.bernoulli(pathways.limbJunctionalShare)) {
        bleeding.junctionalFlow += flow;
        opened |= 1 << PATHWAY.junctionalBleeding;
      } else {
        bleeding.limbFlow += flow;
        opened |= 1 << PATHWAY.limbBleeding;
      }
    }
    if (random.bernoulli(pathways.sepsisLimb[level])) {
      opened |= this.#open(casualty, PATHWAY.sepsis, random.logNormal(p.limbSepsisHours, p.sepsisSigma) * 60);
    }
    return opened;
  }

  #openBurn(casualty: Casualty, level: number, random: KeyedRandom): number {
    const { pathways } = this.#model;
    const p = this.#physiology;
    let opened = 0;
    if (random.bernoulli(pathways.burn[level])) {
      opened |= this.#open(casualty, PATHWAY.burn, random.logNormal(p.burnHours, p.burnSigma) * 60);
    }
    if (random.bernoulli(pathways.inhalationAirway[level])) {
      opened |= this.#open(casualty, PATHWAY.airway, random.logNormal(p.airwayMinutes * 8, p.airwaySigma));
    }
    return opened;
  }

  #openBrain(casualty: Casualty, level: number, random: KeyedRandom): number {
    const { pathways } = this.#model;
    const p = this.#physiology;
    if (!random.bernoulli(pathways.brainDevastating[level])) {
      return this.#open(casualty, PATHWAY.brain, random.logNormal(p.brainHours, p.brainSigma) * 60);
    }
    casualty.flags |= FLAG.unsurvivable;
    const minutes = random.bernoulli(p.devastatingEarlyShare)
      ? random.logNormal(p.devastatingEarlyMinutes, p.devastatingEarlySigma)
      : random.logNormal(p.devastatingLateHours, p.devastatingLateSigma) * 60;
    return this.#open(casualty, PATHWAY.brain, minutes);
  }

  /** Opens a process unless it already leads to an earlier death; returns the pathway's bit. */
  #open(casualty: Casualty, pathway: number, minutesToDeath: number): number {
    const { body } = casualty;
    const course = body.openable(PROCESS_OF[pathway] ?? 'other');
    const now = casualty.injuryMinutes;
    const minutes = Math.max(FIRST_MINUTE, minutesToDeath);
    if (now + minutes < course.deathAtMinutes) course.open(now, this.#physiology.initialHealth, minutes);
    return 1 << pathway;
  }

  #settleUnsurvivable(casualty: Casualty, isInstant: boolean, random: KeyedRandom): void {
    const p = this.#physiology;
    casualty.flags |= FLAG.unsurvivable;
    const { body, injuryMinutes } = casualty;
    if (isInstant) {
      body.dieSuddenly(injuryMinutes + random.uniform(), PATHWAY.unsurvivable);
    } else {
      const minutes = Math.max(
        FIRST_MINUTE,
        random.logNormal(p.unsurvivableMedianMinutes, p.unsurvivableSigma),
      );
      body.decline(injuryMinutes, minutes, PATHWAY.unsurvivable, p.initialHealth);
    }
  }

  #nameWounds(key: number, position: number, count: number, random: KeyedRandom): void {
    let sites = 0;
    for (let i = 0; i < count; i++) sites |= 1 << this.#site[i];
    let regions = 0;
    for (let site = 0; site < SITES.length; site++) regions += (sites >> site) & 1;
    random.open(PURPOSE.wounds, key, DIAGNOSIS_STREAM + position);
    for (let i = 0; i < count; i++) {
      this.drawn.rows[i] = this.#index.pick(
        this.#site[i],
        this.#kind[i],
        this.drawn.ais[i],
        this.drawn.pathways[i],
        regions,
        random,
      );
    }
    const { lostParts } = this.#index;
    if (!lostParts.isAny(this.drawn.rows, count)) return;
    lostParts.rename(this.drawn.rows, count, (i, fits) =>
      this.#index.another(
        this.#site[i],
        this.#kind[i],
        this.drawn.ais[i],
        this.drawn.pathways[i],
        regions,
        this.drawn.rows[i],
        fits,
      ),
    );
  }
}
