package io.epoxy.launcher.cli;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project's profile_template.yml: what a profile has, and what its user is asked for (dbt-core
 * 1.12 {@code task/init.py}).
 */
final class ProfileTemplate {
  private static final String CHOICE = "_choose";
  private static final String FIXED = "_fixed_";

  private final Map<String, Object> template;
  private final Questions questions;

  ProfileTemplate(Map<String, Object> template, Questions questions) {
    this.template = template;
    this.questions = questions;
  }

  /**
   * The profile of the answers.
   *
   * @throws EpoxyException when the template is wrong, or a question has no answer
   */
  Map<String, Object> fill() {
    Map<String, Object> target = new LinkedHashMap<>(mapping("fixed", template.get("fixed")));
    ask(mapping("prompts", template.get("prompts")), target);
    Object named = target.remove("target");
    String name = named == null ? "dev" : String.valueOf(named);
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("outputs", Map.of(name, target));
    profile.put("target", name);
    return profile;
  }

  private void ask(Map<String, Object> prompts, Map<String, Object> target) {
    prompts.forEach(
        (key, about) -> {
          if (key.startsWith(CHOICE)) {
            choose(key, mapping(key, about), target);
          } else if (key.startsWith(FIXED)) {
            target.put(key.substring(FIXED.length()), about);
          } else {
            target.put(key, answer(key, mapping(key, about)));
          }
        });
  }

  private void choose(String key, Map<String, Object> options, Map<String, Object> target) {
    List<String> names = new ArrayList<>(options.keySet());
    StringBuilder question = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      question.append('[').append(i + 1).append("] ").append(names.get(i)).append('\n');
    }
    String what = key.substring(CHOICE.length()).replace('_', ' ').strip();
    question.append("Desired ").append(what).append(" option (enter a number)");
    int number =
        questions.choice(question.toString(), names.size()).orElseThrow(() -> unanswered(key));
    String chosen = names.get(number - 1);
    ask(mapping(chosen, options.get(chosen)), target);
  }

  private Object answer(String key, Map<String, Object> about) {
    Object hint = about.get("hint");
    String question = hint == null ? key : key + " (" + hint + ")";
    return questions
        .value(question, kind(key, about.get("type")), Optional.ofNullable(about.get("default")))
        .orElseThrow(() -> unanswered(key));
  }

  private static Questions.Kind kind(String key, Object type) {
    if (type == null) {
      return Questions.Kind.TEXT;
    }
    return switch (String.valueOf(type)) {
      case "string" -> Questions.Kind.TEXT;
      case "int" -> Questions.Kind.INTEGER;
      case "float" -> Questions.Kind.FLOAT;
      case "bool" -> Questions.Kind.BOOLEAN;
      default ->
          throw new EpoxyException(
              ErrorCode.PROFILE,
              "profile_template.yml: '"
                  + key
                  + "' has the type '"
                  + type
                  + "', which is none of"
                  + " string, int, float and bool.");
    };
  }

  private static Map<String, Object> mapping(String key, Object value) {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> entries)) {
      throw new EpoxyException(
          ErrorCode.PROFILE, "profile_template.yml: '" + key + "' is not a mapping.");
    }
    Map<String, Object> mapping = new LinkedHashMap<>();
    entries.forEach((name, about) -> mapping.put(String.valueOf(name), about));
    return mapping;
  }

  private static EpoxyException unanswered(String key) {
    return new EpoxyException(
        ErrorCode.USAGE, "profile_template.yml asks for '" + key + "', and no answer came.");
  }
}
