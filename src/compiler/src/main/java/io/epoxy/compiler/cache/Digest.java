package io.epoxy.compiler.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Salted digests: a cache file says whether a value has changed, and not which value it was. Each
 * file has a salt of its own.
 */
final class Digest {
  static final int SALT = 16;
  static final int SIZE = 32;

  private final byte[] salt;

  private Digest(byte[] salt) {
    this.salt = salt.clone();
  }

  static Digest withNewSalt() {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return new Digest(salt);
  }

  static Digest withSalt(byte[] salt) {
    return new Digest(salt);
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] of(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return digest.digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  long of(String text) {
    return ByteBuffer.wrap(of(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
