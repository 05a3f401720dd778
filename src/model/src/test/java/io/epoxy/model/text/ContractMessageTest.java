package io.epoxy.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractMessageTest {
  @Test
  void everyDifferenceIsARow() {
    assertThat(
            ContractMessage.of(
                Map.of("id", "bigint", "day", "date", "n", "int"),
                Map.of("id", "string", "n", "int", "extra", "x".repeat(51))))
        .isEqualTo(
            """
            This model has an enforced contract that failed.
            Please ensure the name, data_type, and number of columns in your contract match the columns in your model's definition.

            | column_name | definition_type                                    | contract_type | mismatch_reason       |
            | ----------- | -------------------------------------------------- | ------------- | --------------------- |
            | day         |                                                    | date          | missing in definition |
            | extra       | %s... |               | missing in contract   |
            | id          | string                                             | bigint        | data type mismatch    |"""
                .formatted("x".repeat(47)));
  }

  @Test
  void aContractWithoutColumnsIsNone() {
    assertThat(ContractMessage.of(Map.of(), Map.of("id", "int")))
        .isEqualTo(
            "This model has an enforced contract, and its 'columns' specification is missing");
  }
}
