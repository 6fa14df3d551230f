/** @import { Place } from '../../types.js' */
/** @import { Parts } from '../parts.js' */
import { linkTarget, refusedResource } from '../../domain/link-target.js';
import { HostError } from '../../host/host-error.js';

/** The most words that are expected before a service's name. */
const wordsLookedAt = 6;
/** A folder of a tenant's bucket. */
const bucketFolder = /(^|\s)s3\s(\S+\s+)*[^/\s:][^\s:]*\/\s*$/i;
/** Codes of the host for text that it can't interpret. */
const noPlace = ['destination', 'not_an_arn', 'bad_request', 'other_partition'];

/** Finds in what people type the page of the console that they mean. */
export class PlaceFinder {
  #parts;

  /** @param {Pick<Parts, 'host'>} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {string} text an ARN, a console URL or a service's name, with words for a tenant before it
   * @returns {Promise<Place | null>} the longest name at the end that means a page; null: none does
   * @throws {HostError} where the host can't be asked
   */
  async find(text) {
    const link = linkTarget(text);
    // What stands before the ARN in AWS's refusal is no tenant.
    const where = refusedResource(text) === null ? text.indexOf(link ?? '') : -1;
    if (link) return this.#placeOf(link, where < 0 ? ['', ''] : around(text, link, where));
    const words = text.trim().split(/\s+/).filter(Boolean);
    const isOther = /[:/]/.test(text) && !bucketFolder.test(text);
    if (words.length > wordsLookedAt || isOther) return null;
    for (let at = 0; at < words.length; at++) {
      const found = await this.#place(words.slice(at).join(' '), words.slice(0, at).join(' '));
      if (found) return found;
    }
    return null;
  }

  /**
   * @param {string} link
   * @param {[string, string]} words before and after it: a tenant's, and one for a page of the resource's own
   * @returns {Promise<Place | null>}
   */
  async #placeOf(link, [tenant, page]) {
    const found = /^[a-z]+$/i.test(page) ? await this.#place(`${link} ${page}`, tenant) : null;
    return found ?? this.#place(link, tenant);
  }

  /**
   * @param {string} to
   * @param {string} tenant
   * @returns {Promise<Place | null>}
   */
  async #place(to, tenant) {
    try {
      const page = await this.#parts.host.request('resolve_page', { to });
      return { to, tenant: tenant.trim(), page };
    } catch (error) {
      if (noPlace.includes(HostError.from(error).code)) return null;
      throw error;
    }
  }
}

/** @param {string} text @param {string} link @param {number} at @returns {[string, string]} what stands on both sides */
function around(text, link, at) {
  return [text.slice(0, at), text.slice(at + link.length).trim()];
}
